/** Number of single-letter edits between two texts (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.split('').entries()) {
    const current = [row + 1];
    for (const [column, other] of b.split('').entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/** The known names most like a wrong one, best first, at most `count`; long inputs are cut before they cost time. */
export function nearest(wrong: string, known: readonly string[], count = 1): string[] {
  const text = wrong.slice(0, 64).toLowerCase();
  const cost = (name: string): number =>
    editDistance(text, name.toLowerCase()) - (text.length > 2 && name.toLowerCase().includes(text) ? text.length : 0);
  return known
    .map((name) => ({ name, cost: cost(name) }))
    .sort((a, b) => a.cost - b.cost || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name);
}

/** The known names that a wrong one is probably a slip of, best first; none when it is like none of them. */
export function close(wrong: string, known: readonly string[]): string[] {
  const isSlip = (name: string): boolean =>
    editDistance(wrong.slice(0, 64).toLowerCase(), name.toLowerCase()) <= 1 + name.length / 4;
  return nearest(wrong, known, known.length).filter(isSlip);
}
