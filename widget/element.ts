import { ask, type Came } from './ask.js';
import { make } from './make.js';
import { errorView, listingView, loadingView } from './views.js';
import { knownLanguage, wordsOf, type Words } from './words.js';

/** Attributes that are parameters of the service, with the same names. */
const ASKED = ['guide', 'entry', 'country', 'near', 'radius', 'status', 'limit'] as const;
/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 10_000;
/** Milliseconds in which changes of attributes are gathered. */
const GATHERING = 80;
/** How far outside of what is seen a list is loaded. */
const AHEAD = '400px';

/** `<trialweave-trials>`: a list of studies of the service at `base`. */
export class TrialweaveTrials extends HTMLElement {
  /** Origin of the service. */
  static base = '';
  static readonly observedAttributes = [...ASKED, 'lang'];

  readonly #box = make('section', { class: 'box', part: 'box', 'aria-labelledby': 'title' });
  readonly #said = make('p', { class: 'hidden', role: 'status' });
  #observer: IntersectionObserver | null = null;
  #asking: AbortController | null = null;
  #timer = 0;
  #isWanted = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    addStyles(root);
    root.append(this.#box, this.#said);
  }

  connectedCallback(): void {
    this.#show(loadingView(this.#words()), this.#words().language, true);
    if (typeof IntersectionObserver !== 'function') {
      this.#load();
      return;
    }
    this.#observer = new IntersectionObserver(
      (seen) => {
        if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
        this.#observer?.disconnect();
        this.#load();
      },
      { rootMargin: AHEAD },
    );
    this.#observer.observe(this);
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    this.#asking?.abort();
    this.#asking = null;
    clearTimeout(this.#timer);
    this.#isWanted = false;
  }

  /** Before the list was wanted for the first time there is nothing to change. */
  attributeChangedCallback(): void {
    if (!this.#isWanted) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#load();
    }, GATHERING);
  }

  #load(): void {
    this.#isWanted = true;
    void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const timer = setTimeout(() => {
      asking.abort();
    }, PATIENCE);
    this.#box.setAttribute('aria-busy', 'true');
    const came = await ask(this.#address(), asking.signal).catch((): Came => ({ status: 0, faults: [] }));
    clearTimeout(timer);
    // Another question was put meanwhile, or the element is gone.
    if (this.#asking !== asking) return;
    this.#tell(came);
  }

  #tell(came: Came): void {
    if ('listing' in came) {
      const { listing } = came;
      this.#show(listingView(listing), listing.language, false, listing.direction);
      this.#said.textContent = listing.empty?.text ?? listing.found;
      this.#fire('load', { trials: listing.trials.length });
      return;
    }
    const words = this.#words();
    const again = came.faults.length > 0 ? null : this.#again;
    this.#show(errorView(words, came.faults, again), words.language, false);
    this.#said.textContent = [words.error, ...came.faults].join(' ');
    this.#fire('error', { status: came.status });
  }

  /** What had the focus goes, so the title takes it; the reader stays in the list. */
  readonly #again = (): void => {
    const words = this.#words();
    this.#show(loadingView(words), words.language, true);
    this.#said.textContent = words.loading;
    this.#load();
  };

  #show(view: Node[], language: string, isBusy: boolean, direction?: string): void {
    const hadFocus = this.shadowRoot?.activeElement !== null;
    const box = this.#box;
    box.lang = language;
    box.dir = direction ?? (language === 'ar' ? 'rtl' : 'ltr');
    box.setAttribute('aria-busy', String(isBusy));
    box.replaceChildren(...view);
    if (hadFocus) box.querySelector<HTMLElement>('#title')?.focus();
  }

  /** The language the site chose for the list, else the one of the text around it, if it is known. */
  #language(): string | null {
    const own = this.getAttribute('lang');
    const around = own ?? this.closest('[lang]')?.getAttribute('lang') ?? '';
    return knownLanguage(around) ?? own;
  }

  #words(): Words {
    return wordsOf(this.#language());
  }

  #address(): string {
    const url = new URL('/embed/v1/listing', TrialweaveTrials.base);
    for (const name of ASKED) {
      const value = this.getAttribute(name)?.trim() ?? '';
      if (value !== '') url.searchParams.set(name, value);
    }
    const language = this.#language();
    if (language !== null && language !== '') url.searchParams.set('lang', language);
    return url.href;
  }

  #fire(name: 'load' | 'error', detail: object): void {
    this.dispatchEvent(new CustomEvent(`trialweave-${name}`, { bubbles: true, composed: true, detail }));
  }
}

/** Adopted styles are no inline styles, so pages that forbid those show the list as well. */
function addStyles(root: ShadowRoot): void {
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    root.adoptedStyleSheets = [sheet];
  } else {
    (root as ShadowRoot).append(make('style', {}, STYLES));
  }
}
