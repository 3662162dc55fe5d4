import { formOf, plainText } from '../common/words.js';

/** Strength of the break before a word: none, comma-like, or the end of a sentence or line. */
export const BREAK = { none: 0, comma: 1, sentence: 2 } as const;

/** A text as words: `ids[i]` is the lexicon's number of word i (0 for a word no pattern uses), `breaks[i]` the break before it. */
export type Words = { ids: number[]; breaks: number[] };

const CACHE_LIMIT = 100_000;
const PIECE = /(\p{L}+|\p{N}+)|([.!?](?=\s|$)|[;\n\r\u2022\u3002\uFF1B])|([,:()[\]\uFF0C\u3001])/gu;

/**
 * The words that patterns use, each with a number. Letters and digits are separate words, so a code is the same with a
 * hyphen, a space or nothing in it, and slashes and plus signs separate words by themselves.
 */
export class Lexicon {
  private readonly learned = new Map<string, number>();
  private readonly cache = new Map<string, number>();

  /** Numbers of a phrase's words; unknown words are learned. */
  learn(phrase: string): number[] {
    const words = [...plainText(phrase).matchAll(PIECE)].flatMap(([, word]) => word ?? []).map(formOf);
    return words.map((word) => {
      const id = this.learned.get(word) ?? this.learned.size + 1;
      this.learned.set(word, id);
      return id;
    });
  }

  /** The words of a text, in order. */
  read(text: string): Words {
    const words: Words = { ids: [], breaks: [] };
    let pending: number = BREAK.none;
    for (const [, word, sentence] of plainText(text).matchAll(PIECE)) {
      if (word === undefined) {
        pending = Math.max(pending, sentence === undefined ? BREAK.comma : BREAK.sentence);
        continue;
      }
      words.ids.push(this.idOf(word));
      words.breaks.push(pending);
      pending = BREAK.none;
    }
    return words;
  }

  private idOf(word: string): number {
    const known = this.cache.get(word);
    if (known !== undefined) return known;
    if (this.cache.size >= CACHE_LIMIT) this.cache.clear();
    const id = this.learned.get(formOf(word)) ?? 0;
    this.cache.set(word, id);
    return id;
  }
}
