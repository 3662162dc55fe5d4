import { CATALOGUES } from './catalogues.js';
import { ENGLISH, LANGUAGES, type Language } from './languages.js';
import type { Key } from './words.types.js';

/** What is put into a message: texts as they are, numbers as the language writes them. */
export type Fill = Readonly<Record<string, string | number>>;

/** A text in the language of the reader, and in English where the translation is unreviewed. */
export type Beside = { text: string; english: string | null };

/** Says messages in one language. */
export class Say {
  readonly direction: 'ltr' | 'rtl';
  readonly isReviewed: boolean;
  private readonly numbers: Intl.NumberFormat;
  private readonly plurals: Intl.PluralRules;

  private constructor(readonly language: Language) {
    const { direction, reviewed } = LANGUAGES[language];
    this.direction = direction;
    this.isReviewed = reviewed;
    this.numbers = new Intl.NumberFormat(tagOf(language));
    this.plurals = new Intl.PluralRules(language);
  }

  private static readonly made = new Map<Language, Say>();

  /** The one that speaks a language. */
  static in(language: Language): Say {
    const made = Say.made.get(language) ?? new Say(language);
    Say.made.set(language, made);
    return made;
  }

  /** The message in this language; one with forms needs `count`. */
  text(key: Key, fill: Fill = {}): string {
    const message = CATALOGUES[this.language][key];
    const form =
      typeof message === 'string' ? message : (message[this.plurals.select(Number(fill['count']))] ?? message.other);
    return form.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = fill[name];
      return typeof value === 'number' ? this.number(value) : (value ?? placeholder);
    });
  }

  /** The message with the English beside it while nobody has reviewed the translation. */
  beside(key: Key, fill: Fill = {}): Beside {
    return { text: this.text(key, fill), english: this.isReviewed ? null : Say.in(ENGLISH).text(key, fill) };
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** A year, a month or a day as the language writes it; no more exact than it is given (ISO 8601, times in UTC). */
  date(given: string): string {
    const parts = given.slice(0, 10).split('-').map(Number);
    const [year = 0, month = 1, day = 1] = parts;
    const options: Intl.DateTimeFormatOptions = {
      timeZone: 'UTC',
      year: 'numeric',
      ...(parts.length > 1 ? { month: 'long' } : {}),
      ...(parts.length > 2 ? { day: 'numeric' } : {}),
    };
    return new Intl.DateTimeFormat(tagOf(this.language), options).format(new Date(Date.UTC(year, month - 1, day)));
  }

  /** A moment as a day and a time, in UTC. */
  moment(given: string): string {
    const format = new Intl.DateTimeFormat(tagOf(this.language), {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: 'UTC',
    });
    return `${format.format(new Date(given))} UTC`;
  }

  /** Names in the order given, joined as the language lists things. */
  list(names: readonly string[]): string {
    return new Intl.ListFormat(tagOf(this.language), { type: 'conjunction' }).format(names);
  }

  /** Names in the order given, of which more follow: with no word before the last. */
  listBegun(names: readonly string[]): string {
    return new Intl.ListFormat(tagOf(this.language), { type: 'unit', style: 'short' }).format(names);
  }

  /** A distance in whole kilometres, from one up. */
  kilometres(value: number): string {
    const format = new Intl.NumberFormat(tagOf(this.language), {
      style: 'unit',
      unit: 'kilometer',
      maximumFractionDigits: 0,
    });
    return format.format(Math.max(1, Math.round(value)));
  }

  /** A length of time in one unit, such as `3 days`. */
  span(value: number, unit: 'day' | 'week' | 'month' | 'year'): string {
    return new Intl.NumberFormat(tagOf(this.language), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  }
}

/** Languages whose dates and numbers need a nearer tag: day before month, and the digits that registries use. */
const TAGS: Partial<Record<Language, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn' };

function tagOf(language: Language): string {
  return TAGS[language] ?? language;
}
