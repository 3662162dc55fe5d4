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

function nameOf(form: HTMLFormElement, before: string): string {
  const entry = form.querySelector<HTMLSelectElement>('[name="entry"]');
  const guide = form.querySelector<HTMLSelectElement>('[name="guide"]');
  const select = entry?.value === '' ? guide : entry;
  return select === null || select.value === '' ? before : (select.selectedOptions[0]?.text ?? before);
}

function start(form: HTMLFormElement): void {
  const given = JSON.parse(form.dataset['parts'] ?? '{}') as SnippetParts;
  let timer = 0;
  const update = (): void => {
    if (!form.checkValidity()) return;
    const chosen = chosenIn(form);
    const { lang } = chosen;
    history.replaceState(null, '', addressWith(location.href, chosen));
    const title = nameOf(form, given.title);
    fill({
      ...given,
      title,
      chosen,
      frame: addressWith(given.frame, chosen),
      page: addressWith(given.page, searchQuery({ lang: lang ?? null, ...chosen })),
    });
    preview(chosen);
  };
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(update, GATHERING);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    update();
  });
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
