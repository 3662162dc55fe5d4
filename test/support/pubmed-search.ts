/** A publication as the fake service holds it: its document summary, and what only searches see. */
export type HeldPublication = { summary: PublicationSummary; nctIds: readonly string[]; abstract: string };

/** The parts of a document summary that are searched or changed. */
export type PublicationSummary = Record<string, unknown> & {
  uid: string;
  title: string;
  source: string;
  fulljournalname: string;
  pubtype: string[];
  articleids: { idtype: string; value: string }[];
};

/** What a search comes to. `translation` is the search as the service says it understood it. */
export type Understood = { test: (held: HeldPublication) => boolean; translation: string; fieldsNotFound: string[] };

type Test = Understood['test'];
type Field = { name: string; holds: (held: HeldPublication, value: string) => boolean };

const TITLE_ABSTRACT: Field = {
  name: 'Title/Abstract',
  holds: ({ summary, abstract }, value) => words(`${summary.title} ${abstract}`).includes(words(value)),
};
const JOURNAL: Field = {
  name: 'Journal',
  // The whole name before its subtitle, or the abbreviation.
  holds: ({ summary: { fulljournalname, source } }, value) =>
    [fulljournalname.replace(/ [:(].*$/, ''), fulljournalname, source].map(words).includes(words(value)),
};
const SECONDARY_ID: Field = {
  name: 'Secondary Source ID',
  holds: ({ nctIds }, value) => nctIds.map(words).includes(words(value)),
};
const DOI: Field = {
  name: 'doi',
  holds: ({ summary }, value) =>
    summary.articleids.some((id) => id.idtype === 'doi' && id.value.toLowerCase() === value.toLowerCase()),
};
const UID: Field = { name: 'UID', holds: ({ summary }, value) => summary.uid === value };
const FIELDS: Record<string, Field> = {
  tiab: TITLE_ABSTRACT,
  'title/abstract': TITLE_ABSTRACT,
  ta: JOURNAL,
  journal: JOURNAL,
  si: SECONDARY_ID,
  doi: DOI,
  uid: UID,
};

const TOKEN = /\s*(?:([()])|(AND|OR|NOT)\b|("[^"]*"|[^\s()[\]"]+)(?:\[([^\]]*)\])?)/y;
type Token = { sign: string } | { value: string; field: string };

/**
 * Understands the part of the search language that the source uses: `value[field]` and `"a phrase"[field]`, joined by AND,
 * OR and NOT from left to right (none of them binds stronger), with parentheses. Throws on anything else.
 */
export function understand(term: string): Understood {
  const tokens = tokensOf(term);
  const fieldsNotFound: string[] = [];
  const test = readAll(tokens, fieldsNotFound);
  if (tokens.length > 0) throw new Error(`unbalanced: ${term}`);
  const translation = term.replace(/\[([^\]]*)\]/g, (tag, name: string) => {
    const field = FIELDS[name.toLowerCase()];
    return field === undefined || field === UID ? tag : `[${field.name}]`;
  });
  return { test, translation, fieldsNotFound };
}

function tokensOf(term: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < term.trimEnd().length) {
    const match = TOKEN.exec(term);
    if (match === null) throw new Error(`not understood: ${term}`);
    const [, bracket, word, value = '', field = 'tiab'] = match;
    tokens.push(bracket !== undefined || word !== undefined ? { sign: bracket ?? word ?? '' } : { value, field });
  }
  return tokens;
}

function readAll(tokens: Token[], fieldsNotFound: string[]): Test {
  let left = readOne(tokens, fieldsNotFound);
  for (;;) {
    const [next] = tokens;
    if (next === undefined || !('sign' in next) || next.sign === ')') return left;
    if (next.sign !== '(') tokens.shift();
    left = joined(next.sign, left, readOne(tokens, fieldsNotFound));
  }
}

function joined(sign: string, left: Test, right: Test): Test {
  if (sign === 'OR') return (held) => left(held) || right(held);
  return sign === 'NOT' ? (held) => left(held) && !right(held) : (held) => left(held) && right(held);
}

function readOne(tokens: Token[], fieldsNotFound: string[]): Test {
  const token = tokens.shift();
  if (token === undefined) throw new Error('ends too early');
  if ('sign' in token) {
    if (token.sign !== '(') throw new Error(`${token.sign} in a wrong place`);
    const inner = readAll(tokens, fieldsNotFound);
    tokens.shift();
    return inner;
  }
  const value = token.value.replaceAll('"', '');
  const field = FIELDS[token.field.toLowerCase()];
  // An unknown field is named in the answer and left out, which finds far more than was meant.
  if (field === undefined) fieldsNotFound.push(token.field);
  return (held) => (field ?? TITLE_ABSTRACT).holds(held, value);
}

/** Words in lower case with one space around each, so that phrases match on word boundaries. */
function words(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
