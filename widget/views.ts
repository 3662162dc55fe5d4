import type { Listing } from '../src/embed/listing.schema.js';
import { make } from './make.js';
import type { Words } from './words.js';

type Beside = NonNullable<Listing['draft']>;
type Row = Listing['trials'][number];

/** Widths of lines that stand in for a list. */
const BONES = ['short', '', '', 'short', '', '', 'short', ''];

/** While nothing has come yet. */
export function loadingView({ title, loading }: Words): Node[] {
  const bones = BONES.map((width) => make('div', { class: `bone ${width}`, 'aria-hidden': 'true' }));
  return [heading(title), make('div', { class: 'scroll', part: 'list' }, hidden(loading), ...bones)];
}

/** When nothing can be shown: why, what the site had put there, and a way to try again where that can help. */
export function errorView(
  { title, error, retry }: Words,
  faults: readonly string[],
  again: (() => void) | null,
): Node[] {
  const button = make('button', { type: 'button', part: 'button' }, retry);
  if (again !== null) button.addEventListener('click', again);
  const told = faults.map((fault) => make('p', { class: 'message soft', lang: 'en', dir: 'ltr' }, fault));
  const message = make('p', { class: 'message', part: 'message' }, error);
  const own = make('div', { class: 'fallback' }, make('slot'));
  return [heading(title), scroll(message, ...told, again === null ? null : button, own)];
}

/** The list. */
export function listingView(listing: Listing): Node[] {
  const { draft, notes, empty, trials, all, disclaimer } = listing;
  const said = [draft, ...notes].flatMap((note) =>
    note === null ? [] : [make('p', { class: 'note', part: 'note' }, ...beside(note))],
  );
  const none = empty === null ? null : make('p', { class: 'empty', part: 'message' }, ...beside(empty));
  const rows = make('ul', { class: 'trials', role: 'list' }, ...trials.map((row) => rowView(row, listing.statusLabel)));
  const list = scroll(
    ...said,
    none,
    trials.length === 0 ? null : rows,
    allView(all),
    legendView(listing),
    endView(listing),
  );
  const foot = make('p', { class: 'foot', part: 'disclaimer' }, ...beside(disclaimer.title));
  return [heading(listing.title), list, foot];
}

function rowView({ status, asOf, title, url, ...facts }: Row, statusLabel: string): Node {
  const badge = make(
    'span',
    { class: `badge status-${status.tone}`, part: 'badge' },
    hidden(`${statusLabel}: `),
    status.text,
  );
  const link = make('a', { href: url, part: 'link', referrerpolicy: 'no-referrer' }, foreign(title));
  return make(
    'li',
    { class: 'trial', part: 'trial' },
    make('p', { class: 'trial-status' }, badge, ' ', asOf === null ? null : make('span', { class: 'soft' }, asOf)),
    make('h3', { class: 'trial-title' }, link),
    status.isSure ? null : make('p', { class: 'trial-doubt' }, ...beside(status.meaning)),
    factsView(facts),
  );
}

function factsView({ phase, nearest, countries, nctId }: Omit<Row, 'status' | 'asOf' | 'title' | 'url'>): Node {
  const items = [
    phase === null ? [] : [phase],
    (nearest ?? countries) === null ? [] : [nearest ?? countries ?? ''],
    [make('bdi', { translate: 'no' }, nctId)],
  ];
  const shown = items.filter((item) => item.length > 0).map((item) => make('li', {}, ...item));
  return make('ul', { class: 'trial-facts soft', part: 'facts', role: 'list' }, ...shown);
}

function allView(all: Listing['all']): Node {
  return make(
    'p',
    { class: 'all' },
    make('a', { href: all.url, part: 'all', referrerpolicy: 'no-referrer' }, all.text),
  );
}

function legendView({ legend: { title, items } }: Listing): Node | null {
  if (items.length === 0) return null;
  const words = items.map(({ term, meaning }) =>
    make('div', {}, make('dt', {}, term), make('dd', {}, ...beside(meaning))),
  );
  return make('details', { class: 'legend', part: 'legend' }, make('summary', {}, title), make('dl', {}, ...words));
}

function endView({ disclaimer, attribution }: Listing): Node {
  return make(
    'div',
    { class: 'end' },
    make('p', {}, ...beside(disclaimer.text)),
    make('p', { class: 'soft' }, make('bdi', { lang: 'en', dir: 'ltr' }, attribution)),
  );
}

function heading(title: string): Node {
  return make('h2', { id: 'title', class: 'title', part: 'title', tabindex: '-1' }, title);
}

/** Scrolls by itself, so it must be reached with the keyboard. */
function scroll(...children: (Node | null)[]): Node {
  return make(
    'div',
    { class: 'scroll', part: 'list', tabindex: '0', role: 'group', 'aria-labelledby': 'title' },
    ...children,
  );
}

function beside({ text, english }: Beside): (Node | string)[] {
  return english === null ? [text] : [text, ' ', make('bdi', { class: 'english', lang: 'en', dir: 'ltr' }, english)];
}

/** Texts of the registry, in its language. */
function foreign(text: string): Node {
  return make('bdi', { lang: 'en', dir: 'auto' }, text);
}

function hidden(text: string): Node {
  return make('span', { class: 'hidden' }, text);
}
