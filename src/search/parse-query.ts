import { allOf, anyOf, phrase, type Expression } from './expression.js';
import { QueryFault, tokensOf, type Token } from './query-tokens.js';
import { named, type Synonyms, type Term } from './synonyms.js';
import { beginningsOf, rawWords, wordsOf } from '../common/words.js';

/** Words a query may hold, and parentheses in each other. */
const MOST_WORDS = 60;
const DEEPEST = 20;
/** Letters that must stand before an asterisk. */
const LEAST_BEGINNING = 2;
/** Words that say nothing by themselves: they count only inside quotes, or where there is nothing else. */
const SMALL_WORDS = new Set(['a', 'an', 'and', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with']);

/**
 * Reads a query: words, "phrases", beginnings*, AND, OR, NOT (in capitals) and parentheses. Words beside each other must
 * all be found; NOT binds closest, then AND, then OR. Names without quotes are looked for under their other names too.
 * Throws QueryFault when it cannot be read.
 */
export function parseQuery(query: string, synonyms: Synonyms): Expression {
  const tokens = tokensOf(query);
  const words = tokens.filter((token) => 'text' in token && rawWords(token.text).length > 0);
  if (words.length === 0) throw new QueryFault('Holds no word to look for');
  if (words.length > MOST_WORDS) throw new QueryFault(`Holds ${words.length} words; at most ${MOST_WORDS} are allowed`);
  return new QueryReader(tokens, synonyms).whole();
}

/** Reads the pieces of a query from left to right. */
class QueryReader {
  private next = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly synonyms: Synonyms,
  ) {}

  whole(): Expression {
    const expression = this.alternatives(0);
    const rest = this.tokens[this.next];
    if (rest !== undefined) throw new QueryFault('A closing parenthesis has no partner', rest.at);
    return expression;
  }

  private alternatives(depth: number): Expression {
    const of = [this.together(depth)];
    while (this.take('OR')) of.push(this.together(depth));
    return anyOf(of);
  }

  private together(depth: number): Expression {
    const at = this.tokens[this.next]?.at ?? null;
    const of: Expression[] = [];
    const except: Expression[] = [];
    for (let more = true; more;) {
      if (this.take('NOT')) except.push(this.item(depth));
      else of.push(...this.items(depth));
      more = this.take('AND') || this.begins();
    }
    if (of.length > 0) return allOf(of, except);
    throw new QueryFault('NOT takes away from something: put what is looked for before it', at);
  }

  /** All plain words up to the next piece of another kind, or that piece. */
  private items(depth: number): Expression[] {
    const run: Term[] = [];
    for (let token = this.tokens[this.next]; isPlain(token); token = this.tokens[this.next]) {
      run.push(termOf(token.text));
      this.next += 1;
    }
    return run.length > 0 ? this.meaningOf(run) : [this.item(depth)];
  }

  private item(depth: number): Expression {
    const token = this.tokens[this.next];
    this.next += 1;
    if (token?.kind === '(') return this.parenthesis(depth + 1, token.at);
    if (token?.kind === 'quoted') return phraseOf(token.text, token.at);
    if (token?.kind !== 'word') throw missing(token);
    return token.isPrefix ? beginningOf(token.text, token.at) : phraseOf(token.text, token.at);
  }

  private parenthesis(depth: number, at: number): Expression {
    if (depth > DEEPEST) throw new QueryFault(`Parentheses stand more than ${DEEPEST} deep`, at);
    const expression = this.alternatives(depth);
    if (!this.take(')')) throw new QueryFault('A parenthesis is not closed', at);
    return expression;
  }

  private meaningOf(run: readonly Term[]): Expression[] {
    const isTelling = ({ text }: Term): boolean => !SMALL_WORDS.has(text.toLowerCase());
    const counts = run.some(isTelling) ? isTelling : () => true;
    return named(
      run.filter(({ words }) => words.length > 0),
      counts,
      this.synonyms,
    );
  }

  private begins(): boolean {
    const kind = this.tokens[this.next]?.kind;
    return kind === 'word' || kind === 'quoted' || kind === '(' || kind === 'NOT';
  }

  private take(kind: Token['kind']): boolean {
    if (this.tokens[this.next]?.kind !== kind) return false;
    this.next += 1;
    return true;
  }
}

type Plain = Extract<Token, { kind: 'word' }>;

function isPlain(token: Token | undefined): token is Plain {
  return token?.kind === 'word' && !token.isPrefix;
}

function termOf(text: string): Term {
  return { text, words: wordsOf(text) };
}

function phraseOf(text: string, at: number): Expression {
  const beginning = /(\S+)\*\s*$/.exec(text)?.[1];
  if (beginning !== undefined) return beginningOf(text.trim().slice(0, -1), at);
  const words = wordsOf(text);
  if (words.length === 0) throw new QueryFault('There is no word here', at);
  return phrase(words);
}

/** Words the last of which is only begun. */
function beginningOf(text: string, at: number): Expression {
  const begun = rawWords(text).at(-1) ?? '';
  if (begun.length < LEAST_BEGINNING) {
    throw new QueryFault(`At least ${LEAST_BEGINNING} letters must stand before an asterisk`, at);
  }
  return phrase(wordsOf(text).slice(0, -1), beginningsOf(begun));
}

function missing(token: Token | undefined): QueryFault {
  if (token === undefined) return new QueryFault('Ends where a word should follow');
  return new QueryFault(`A word should stand before ${token.kind}`, token.at);
}
