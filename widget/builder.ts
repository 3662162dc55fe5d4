import { snippetsOf, type SnippetParts } from '../src/embed/snippet-markup.js';
import { make } from './make.js';

/** Values at which nothing needs to be said. */
const USUAL: Readonly<Record<string, string>> = { status: 'open', limit: '10', theme: 'auto', lang: 'en' };
/** Milliseconds in which changes are gathered. */
const GATHERING = 250;

/** What the form holds, by the name of the attribute; null where it is as usual. */
function chosenIn(form: HTMLFormElement): Record<string, string | null> {
  const given = [...new FormData(form)].map(
    ([name, value]) => [name, typeof value === 'string' ? value.trim() : ''] as const,
  );
  const chosen = Object.fromEntries(
    given.map(([name, value]) => [name, value === '' || USUAL[name] === value ? null : value]),
  );
  return { ...chosen, radius: (chosen['near'] ?? null) === null ? null : (chosen['radius'] ?? null) };
}

function addressWith(base: string, query: Readonly<Record<string, string | null>>): string {
  const url = new URL(base);
  url.search = '';
  for (const [name, value] of Object.entries(query)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

/** Address of the search with the same studies; without a choice of status the element shows open ones, the search all. */
function searchQuery({ guide, entry, country, near, radius, status, lang }: Record<string, string | null>) {
  const statusGroup = status === 'any' ? null : (status ?? 'open');
  const query = { guide, entry, country, near, radius, statusGroup, lang };
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value ?? null]));
}

function fill(parts: SnippetParts): void {
  for (const [name, line] of Object.entries(snippetsOf(parts))) {
    const area = document.querySelector<HTMLTextAreaElement>(`[data-line="${name}"]`);
    if (area !== null) area.value = line;
  }
}

/** The real element in place of the frame that stands there for readers without scripts. */
function preview(chosen: Readonly<Record<string, string | null>>): void {
  const place = document.querySelector('[data-preview]');
  const shown = place?.querySelector('trialweave-trials') ?? make('trialweave-trials' as 'div');
  const attributes: Record<string, string | null> = { ...chosen, lang: chosen['lang'] ?? 'en' };
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) shown.removeAttribute(name);
    else if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  if (!shown.isConnected) place?.replaceChildren(shown);
}

/** The title that the listing in the preview has, null before there is one. */
function titleShown(): string | null {
  const title = document.querySelector('[data-preview] trialweave-trials')?.shadowRoot?.querySelector('#title');
  return title?.textContent.replace(/[\u2068\u2069]/g, '') ?? null;
}

function start(form: HTMLFormElement): void {
  const given = JSON.parse(form.dataset['parts'] ?? '{}') as SnippetParts;
  let timer = 0;
  const refill = (): void => {
    const chosen = chosenIn(form);
    const page = addressWith(given.page, searchQuery(chosen));
    fill({ ...given, title: titleShown() ?? given.title, chosen, frame: addressWith(given.frame, chosen), page });
  };
  const update = (): void => {
    if (!form.checkValidity()) return;
    history.replaceState(null, '', addressWith(location.href, chosenIn(form)));
    refill();
    preview(chosenIn(form));
  };
  form.addEventListener('input', ({ target }) => {
    clearTimeout(timer);
    // In another language the whole page is another one.
    if (target instanceof HTMLSelectElement && target.name === 'lang') form.submit();
    else timer = window.setTimeout(update, GATHERING);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    update();
  });
  document.addEventListener('trialweave-load', refill);
  preview(chosenIn(form));
}

function copyOn(button: HTMLButtonElement): void {
  button.hidden = false;
  button.addEventListener('click', () => {
    const area = document.querySelector<HTMLTextAreaElement>(`[data-line="${button.dataset['copy'] ?? ''}"]`);
    const status = document.querySelector<HTMLElement>('[data-copied]');
    if (area === null || status === null) return;
    area.select();
    status.textContent = '';
    void navigator.clipboard.writeText(area.value).then(() => {
      status.textContent = status.dataset['copied'] ?? '';
    });
  });
}

const form = document.querySelector<HTMLFormElement>('form[data-parts]');
if (form !== null) start(form);
document.querySelectorAll<HTMLButtonElement>('[data-copy]').forEach(copyOn);
