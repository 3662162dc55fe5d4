import type { Language } from './languages.js';

/** Name of a country in a language. */
export function countryName(_language: Language, name: string): string {
  return name;
}
