import { describe, expect, it } from '@jest/globals';
import type { Message } from './catalogue.js';
import { CATALOGUES } from './catalogues.js';
import { en } from './en.js';
import { ENGLISH, LANGUAGE, type Language } from './languages.js';
import type { Key } from './words.types.js';

const KEYS = Object.keys(en) as Key[];

/** Names, which no language translates. */
const NAMES: readonly Key[] = ['site.name'];

/** Messages whose word is the same in English and in the language. */
const SAME: Partial<Record<Language, readonly Key[]>> = {
  es: ['picture.total'],
  fr: [
    'nav.status',
    'phase.label',
    'phase.PHASE1',
    'phase.PHASE2',
    'phase.PHASE3',
    'phase.PHASE4',
    'home.guides',
    'guide.licence',
    'entry.codes',
    'entry.publications',
    'search.phase',
    'trial.contacts',
    'picture.total',
    'picture.date',
    'sources.source',
    'builder.guide',
  ],
  de: ['phase.label', 'phase.PHASE1', 'phase.PHASE2', 'phase.PHASE3', 'phase.PHASE4', 'search.phase'],
  pt: ['picture.total'],
};

/** Every text of a message by its plural category; a message without forms has `other` alone. */
function formsOf(message: Message): [string, string][] {
  return typeof message === 'string' ? [['other', message]] : Object.entries(message);
}

function textsOf(message: Message): string[] {
  return formsOf(message).map(([, text]) => text);
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
}

/** Numbers from zero up that between them are in every plural category of whole numbers. */
const COUNTS = [...Array(1000).keys(), 1_000_000, 2_000_000];

/** Categories that stand for one number alone, so that a form can say it in a word ("this", "both"). */
function categoriesOfOneNumber(language: Language): string[] {
  const rules = new Intl.PluralRules(language);
  const chosen = COUNTS.map((count) => rules.select(count));
  return [...new Set(chosen)].filter((category) => chosen.filter((each) => each === category).length === 1);
}

describe.each(LANGUAGE)('The words in %s', (language) => {
  const words: Readonly<Record<Key, Message>> = CATALOGUES[language];
  /** Those that are there, so that a missing one fails one test and not all. */
  const keys = KEYS.filter((key) => key in words);

  it('have every message of the English, in its order, and no other', () => {
    expect(Object.keys(words)).toEqual(KEYS);
  });

  it('have forms where the English has them, one for each plural category of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const expected = keys.map((key) => [key, typeof en[key] === 'string' ? null : [...pluralCategories].sort()]);
    const found = keys.map((key) => {
      const message = words[key];
      return [key, typeof message === 'string' ? null : Object.keys(message).sort()];
    });
    expect(found).toEqual(expected);
  });

  it('have the placeholders of the English in every form; a form for one number alone need not write it', () => {
    const sayable = categoriesOfOneNumber(language);
    const wrong = keys.flatMap((key) => {
      const english: Message = en[key];
      const expected = placeholdersOf(typeof english === 'string' ? english : english.other);
      return formsOf(words[key]).filter(([category, text]) => {
        const found = placeholdersOf(text);
        const isCountSaid = sayable.includes(category) && !found.includes('count');
        return String(isCountSaid ? [...found, 'count'].sort() : found) !== String(expected);
      });
    });
    expect(wrong).toEqual([]);
  });

  it('have no brace that is not part of a placeholder', () => {
    const texts = keys.flatMap((key) => textsOf(words[key]));
    expect(texts.filter((text) => /[{}]/.test(text.replace(/\{\w+\}/g, '')))).toEqual([]);
  });

  it('are never empty and have no space around them', () => {
    expect(keys.filter((key) => textsOf(words[key]).some((text) => text === '' || text !== text.trim()))).toEqual([]);
  });

  it('are plain text: no tag, no entity', () => {
    expect(keys.filter((key) => textsOf(words[key]).some((text) => /[<>]|&#?\w+;/.test(text)))).toEqual([]);
  });
});

describe.each(LANGUAGE.filter((language) => language !== ENGLISH))('The words in %s', (language) => {
  it('are translated: none is the English one but names and the words that are the same', () => {
    const words: Readonly<Record<Key, Message>> = CATALOGUES[language];
    // A message of placeholders alone has no words.
    const worded = KEYS.filter((key) => textsOf(en[key]).some((text) => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''))));
    const same = worded
      .filter((key) => key in words)
      .filter((key) => {
        const english = textsOf(en[key]);
        return textsOf(words[key]).some((text) => english.includes(text));
      });
    expect(same.sort()).toEqual([...NAMES, ...(SAME[language] ?? [])].sort());
  });
});

describe('The checks of the words', () => {
  it('know which categories stand for one number alone', () => {
    expect(categoriesOfOneNumber('en')).toEqual(['one']);
    expect(categoriesOfOneNumber('fr')).toEqual([]);
    expect(categoriesOfOneNumber('ar')).toEqual(['zero', 'one', 'two']);
    expect(categoriesOfOneNumber('vi')).toEqual([]);
  });
});
