import type { Language } from '../words/languages.js';
import { ENGLISH } from '../words/languages.js';
import { Say } from '../words/say.js';

/** Values of a query; what is null or empty is left out. */
export type QueryValues = Readonly<Record<string, string | number | readonly string[] | null>>;

/** Where and for whom a page is made. */
export class Setting {
  readonly say: Say;

  /** `base`: scheme, host and port of the service, without a slash; `report`: where problems are told, null where nobody said. */
  constructor(
    readonly language: Language,
    readonly base: string,
    readonly report: string | null,
  ) {
    this.say = Say.in(language);
  }

  /** A path of this service in the language of the reader. */
  to(path: string, query: QueryValues = {}): string {
    return pathWith(path, { ...query, lang: this.language === ENGLISH ? null : this.language });
  }

  /** The same as a full address. */
  address(path: string, query: QueryValues = {}): string {
    return `${this.base}${this.to(path, query)}`;
  }

  /** The same page in another language. */
  in(language: Language): Setting {
    return new Setting(language, this.base, this.report);
  }
}

/** A path with a query; what is null or empty is left out. */
export function pathWith(path: string, query: QueryValues): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | number | null];
    for (const each of values) if (each !== null && each !== '') search.append(name, String(each));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
