import { ar } from './ar.js';
import type { Message } from './catalogue.js';
import { en } from './en.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import type { Language } from './languages.js';
import type { Key } from './words.types.js';
import { zhHans } from './zh-Hans.js';

/** The words of every language. */
export const CATALOGUES: Record<Language, Readonly<Record<Key, Message>>> = {
  en,
  es: en,
  fr: en,
  de: en,
  pt: en,
  vi: en,
  'zh-Hans': zhHans,
  ja,
  ko,
  ar,
};
