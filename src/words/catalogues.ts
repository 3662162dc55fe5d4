import type { Message, Plural } from './catalogue.js';
import { en } from './en.js';
import type { Language } from './languages.js';

/** Names of the messages. */
export type Key = keyof typeof en;

/** The words of one language: every message, with forms where the English has them. */
export type Words = { readonly [K in Key]: (typeof en)[K] extends string ? string : Plural };

/** The words of every language. */
export const CATALOGUES: Record<Language, Readonly<Record<Key, Message>>> = {
  en,
  es: en,
  fr: en,
  de: en,
  pt: en,
  vi: en,
  'zh-Hans': en,
  ja: en,
  ko: en,
  ar: en,
};
