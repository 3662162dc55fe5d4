/** Values of one search parameter: commas mean "or", `\,` is a comma (https://hl7.org/fhir/R4/search.html#escaping). */
export function alternatives(text: string): string[] {
  return text.split(/(?<!\\),/).map((part) => part.trim().replace(/\\([,|$\\])/g, '$1'));
}

/** A token: `code`, `system|code`, or `|code` for one without a system. The system is null where it is not asked about. */
type Token = { system: string | null; code: string };

/** The tokens of a parameter. */
function tokens(text: string): Token[] {
  return alternatives(text).map((part) => {
    const at = part.indexOf('|');
    return at < 0 ? { system: null, code: part } : { system: part.slice(0, at), code: part.slice(at + 1) };
  });
}

/** Codes of tokens that are all of one of the systems; null where one is of another system. */
export function codesIn(text: string, systems: readonly string[]): string[] | null {
  const given = tokens(text);
  return given.every(({ system }) => system === null || systems.includes(system))
    ? given.map(({ code }) => code)
    : null;
}
