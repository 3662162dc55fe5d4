import type { FollowedDrug } from '../../model/question.js';
import { byName, byUnii, codesOf, historyOf, ingredientsOf, propertiesOf } from './calls.js';
import { RXCUI_PATTERN, type Heir } from './contract.js';
import { hear, type Inquiry } from './inquiry.js';

/** What the search came to: the ingredient and the numbers remapped to it, or null when none is surely the drug's. */
export type Finding = { ingredient: { rxcui: string; former: string[] } | null; notes: string[] };

/** An ingredient and how it was reached; `uniis` are those of every concept on the way. */
type Trail = { rxcui: string; name: string; former: string[]; uniis: string[] };
type Concept = { rxcui: string; name: string; tty: string; uniis: string[] };
/** A number that the service still describes. */
type Live = { rxcui: string; former: string[]; isActive: boolean };
/** One way to the ingredient: where it starts, and what a reader is told when it was taken. */
type Route = { start: () => Inquiry<string[]>; note: string | null };

/** Words of the history status (lower case) under which a concept is described; `remapped` leads on, all others lead nowhere. */
const DESCRIBED = ['active', 'obsolete', 'quantified'];
/** Term types of what a drug can be: an ingredient or a fixed combination of several. */
const INGREDIENT = ['IN', 'MIN'];
/** A number remapped more often than this is taken for a fault of the data. */
const MAX_REMAPS = 5;
/** A name or code that leads to more concepts than this tells nothing. */
const MAX_CONCEPTS = 10;

/** Finds the ingredient of a drug: by its stated numbers, else by its substance codes, else by its name. */
export function* findIngredient(drug: FollowedDrug): Inquiry<Finding> {
  const rxcuis = statedCodes(drug, 'rxnorm');
  const uniis = statedCodes(drug, 'unii').map((code) => code.toUpperCase());
  const notes: string[] = [];
  for (const route of routesOf(drug.names.preferred, rxcuis, uniis)) {
    const trails = yield* followAll(yield* route.start(), notes);
    if (trails.length === 0) continue;
    const found = choose(trails, uniis, notes);
    if (found !== null && route.note !== null) notes.push(route.note);
    return { ingredient: found, notes };
  }
  return { ingredient: null, notes: [...notes, nothingFound(drug.names.preferred, rxcuis, uniis)] };
}

/** A stated number that leads nowhere is still another one than a name would lead to: then the name is not asked for. */
function routesOf(name: string, rxcuis: string[], uniis: string[]): Route[] {
  const routes: Route[] = [
    { start: () => constant(rxcuis), note: null },
    {
      start: () => conceptsWith(uniis),
      note: `RxNorm's ingredient was found by what the guide states as UNII (${uniis.join(', ')}).`,
    },
  ];
  if (rxcuis.length > 0) return routes;
  const note = `RxNorm's ingredient was found by the name "${name}" only; no code that the guide states confirms it.`;
  return [...routes, { start: () => hear(byName(name)), note }];
}

function nothingFound(name: string, rxcuis: string[], uniis: string[]): string {
  const codes = [...rxcuis.map((rxcui) => `RxCUI ${rxcui}`), ...uniis.map((unii) => `UNII ${unii}`)];
  const tried = rxcuis.length > 0 ? codes : [...codes, `the name "${name}"`];
  const why = rxcuis.length > 0 ? ' With an RxCUI stated, it is not looked for by name.' : '';
  return `RxNorm has no ingredient for ${tried.join(', ')}.${why}`;
}

function statedCodes({ identifiers }: FollowedDrug, system: string): string[] {
  return unique(identifiers.filter((one) => one.system === system).map(({ code }) => code.trim()));
}

// eslint-disable-next-line require-yield -- a route that needs to ask nothing
function* constant(rxcuis: string[]): Inquiry<string[]> {
  return rxcuis;
}

function* conceptsWith(uniis: string[]): Inquiry<string[]> {
  const found: string[] = [];
  for (const unii of uniis) found.push(...(yield* hear(byUnii(unii))));
  return found;
}

/** Follows numbers to their ingredients, in the order of the numbers, which is not left to the source. */
function* followAll(rxcuis: readonly string[], notes: string[]): Inquiry<Trail[]> {
  const starts = unique(rxcuis).sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  const trails: Trail[] = [];
  if (starts.length > MAX_CONCEPTS) {
    notes.push(`RxNorm knows ${String(starts.length)} concepts for it, too many to tell which is meant.`);
    return trails;
  }
  for (const start of starts) {
    const trail = yield* follow(start, notes);
    if (trail !== null) trails.push(trail);
  }
  return trails;
}

function* follow(start: string, notes: string[]): Inquiry<Trail | null> {
  const live = yield* liveConcept(start, notes);
  if (live === null) return null;
  const own = yield* describe(live.rxcui, live.isActive);
  if (own === null) {
    notes.push(`RxNorm no longer describes RxCUI ${live.rxcui}.`);
    return null;
  }
  if (INGREDIENT.includes(own.tty)) return { ...own, former: live.former };
  return yield* ingredientOf(own, notes);
}

/** The single ingredient of a salt, brand or product; a number that stood for such a thing never stood for the ingredient. */
function* ingredientOf(own: Concept, notes: string[]): Inquiry<Trail | null> {
  const [rxcui, ...others] = unique(yield* hear(ingredientsOf(own.rxcui)));
  const ingredient = rxcui === undefined || others.length > 0 ? null : yield* describe(rxcui, true);
  if (ingredient === null || !INGREDIENT.includes(ingredient.tty)) {
    notes.push(`RxCUI ${own.rxcui} is no ingredient (${own.name}, ${own.tty}) and leads to no single one.`);
    return null;
  }
  notes.push(`RxCUI ${own.rxcui} is ${own.name} (${own.tty}); its ingredient ${ingredient.name} was taken.`);
  return { ...ingredient, former: [], uniis: [...own.uniis, ...ingredient.uniis] };
}

function* describe(rxcui: string, mustExist: boolean): Inquiry<Concept | null> {
  const properties = yield* hear(propertiesOf(rxcui, mustExist));
  if (properties === null) return null;
  const uniis = yield* hear(codesOf(rxcui, mustExist));
  return { rxcui, name: properties.name, tty: properties.tty, uniis: uniis ?? [] };
}

/** Goes from a number to the one that is in use now. */
function* liveConcept(start: string, notes: string[]): Inquiry<Live | null> {
  if (!RXCUI_PATTERN.test(start)) return deadEnd(notes, `"${start}" is no RxCUI.`);
  const former: string[] = [];
  for (let rxcui = start; ;) {
    const { status, heirs } = yield* hear(historyOf(rxcui));
    const word = status.toLowerCase();
    if (DESCRIBED.includes(word)) return arrived({ rxcui, former, isActive: word === 'active' }, status, notes);
    if (word !== 'remapped') return deadEnd(notes, `RxNorm's status of RxCUI ${rxcui} is ${status}.`);
    former.push(rxcui);
    const next = nextNumber(heirs, former);
    if ('fault' in next) return deadEnd(notes, next.fault);
    rxcui = next.rxcui;
  }
}

/** The number that the last of the former ones was remapped to, or why it cannot be followed. */
function nextNumber(heirs: readonly Heir[], former: readonly string[]): { rxcui: string } | { fault: string } {
  const rxcui = onlyHeir(heirs);
  const last = former.at(-1) ?? '';
  if (rxcui === null) return { fault: `RxNorm remapped RxCUI ${last}, but not to a single concept.` };
  if (former.includes(rxcui)) return { fault: `RxNorm remaps RxCUI ${former.join(' to ')} in a circle.` };
  if (former.length > MAX_REMAPS) {
    return { fault: `RxNorm remaps RxCUI ${former.join(' to ')} and further; it was not followed.` };
  }
  return { rxcui };
}

function arrived(live: Live, status: string, notes: string[]): Live {
  if (live.former.length > 0) notes.push(`RxNorm remapped RxCUI ${[...live.former, live.rxcui].join(' to ')}.`);
  if (!live.isActive) notes.push(`RxNorm's status of RxCUI ${live.rxcui} is ${status}.`);
  return live;
}

function deadEnd(notes: string[], note: string): null {
  notes.push(note);
  return null;
}

/** Of several successors the active one, and of several active ones the ingredient; null when that leaves no single one. */
function onlyHeir(heirs: readonly Heir[]): string | null {
  const active = heirs.filter(({ isActive }) => isActive);
  const usable = active.length > 0 ? active : heirs;
  const ingredients = usable.filter(({ tty }) => tty === 'IN');
  const [only, ...others] = unique((ingredients.length > 0 ? ingredients : usable).map(({ rxcui }) => rxcui));
  return only === undefined || others.length > 0 ? null : only;
}

/** The one ingredient that all trails lead to, unless it has substance codes and none of them is a stated one. */
function choose(trails: readonly Trail[], uniis: readonly string[], notes: string[]): Finding['ingredient'] {
  const [rxcui = '', ...others] = unique(trails.map((trail) => trail.rxcui));
  if (others.length > 0) {
    notes.push(
      `What is stated leads to several ingredients of RxNorm (${[rxcui, ...others].join(', ')}); none was taken.`,
    );
    return null;
  }
  const known = unique(trails.flatMap((trail) => trail.uniis)).sort();
  if (uniis.length > 0 && known.length > 0 && !known.some((unii) => uniis.includes(unii))) {
    const name = trails[0]?.name ?? '';
    notes.push(
      `RxNorm's ${name} (RxCUI ${rxcui}) has UNII ${known.join(', ')}, the guide states ${uniis.join(', ')}; it was not taken for the drug.`,
    );
    return null;
  }
  return { rxcui, former: unique(trails.flatMap((trail) => trail.former)).sort() };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
