/** Widths of characters in parts of the font size, a little more than usual fonts need. */
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;
const HIGH = /[\p{Lu}mwMW@%]/u;

/** About how wide a text is, in the unit of `size`; drawings have no way to measure it. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 1.02 : HIGH.test(character) ? 0.72 : 0.56;
  return width * size;
}

/** A text as lines that are no wider than `width`: broken at spaces, and between characters where there are none. */
export function textLines(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text
    .split(/(?<=\s)|(?<=[\u2e80-\u9fff\uff00-\uff60])/u)
    .flatMap((word) => pieces(word, size, width))) {
    if (line !== '' && textWidth((line + part).trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  return [...lines, line.trimEnd()];
}

/** A word that is wider than a line is cut. */
function pieces(word: string, size: number, width: number): string[] {
  if (textWidth(word.trimEnd(), size) <= width) return [word];
  const atOnce = Math.max(1, Math.floor(width / (size * 1.02)));
  const characters = Array.from(word);
  return Array.from({ length: Math.ceil(characters.length / atOnce) }, (_, i) =>
    characters.slice(i * atOnce, (i + 1) * atOnce).join(''),
  );
}
