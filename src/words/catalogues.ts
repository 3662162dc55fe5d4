import { ar } from './ar.js';
import type { Message } from './catalogue.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import type { Language } from './languages.js';
import { pt } from './pt.js';
import { vi } from './vi.js';
import type { Key } from './words.types.js';
import { zhHans } from './zh-Hans.js';

/** The words of every language. */
export const CATALOGUES: Record<Language, Readonly<Record<Key, Message>>> = {
  en,
  es,
  fr,
  de,
  pt,
  vi,
  'zh-Hans': zhHans,
  ja,
  ko,
  ar,
};
