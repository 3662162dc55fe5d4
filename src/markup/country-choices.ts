import { countryCode } from '../words/countries.js';

/** Spellings of one country that a form offers: some have changed their name in the registry, none has many. */
const SPELLINGS = 3;

/** Countries to choose from in a form, as registries spell them: records can name any number of countries that do not exist. */
export function countryChoices(names: readonly string[]): string[] {
  const spellings = new Map<string, string[]>();
  for (const name of names) {
    const code = countryCode(name);
    if (code === null) continue;
    const known = [...(spellings.get(code) ?? []), name].sort(shorterFirst);
    spellings.set(code, known.slice(0, SPELLINGS));
  }
  return [...spellings.values()].flat();
}

function shorterFirst(a: string, b: string): number {
  return a.length - b.length;
}
