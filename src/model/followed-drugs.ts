import { compareText } from './compare.js';
import { foldName } from './drug-names.js';
import type { GuideStatement } from './drug.js';
import type { EntryIdentifier, EntryNames, Guide } from './guide.js';
import type { FollowedDrug } from './question.js';

/** Code systems that name a substance; only they decide whether two entries speak of one drug. */
const SUBSTANCE_SYSTEMS = ['unii', 'rxnorm'] as const;

/** Entries that speak of one drug, by guide and entry id; `codes` by system, `names` the folded preferred ones. */
type Group = { entries: GuideStatement[]; codes: Map<string, Set<string>>; names: Set<string> };

/**
 * The drugs that the guides' entries of kind `drug` speak of, by drug id, each with its entries. Codes decide which
 * entries are one drug; a shared name joins them only where no codes contradict. The order of guides and entries does not matter.
 */
export function drugsOf(guides: readonly Guide[]): { drug: FollowedDrug; stated: GuideStatement[] }[] {
  const groups = joinedByName(joined(statementsOf(guides).map(groupOf), sharesCode)).sort(byFirstEntry);
  const taken = new Set<string>();
  const drugs = groups.map(({ entries }) => ({ drug: drugOf(entries, taken), stated: entries }));
  return drugs.sort((a, b) => compareText(a.drug.drugId, b.drug.drugId));
}

function statementsOf(guides: readonly Guide[]): GuideStatement[] {
  const entries = guides.flatMap(({ entries: all }) => all.filter(({ kind }) => kind === 'drug'));
  return entries.map(({ guideId, entryId, listedAs, names, identifiers }) => ({
    ...{ guideId, entryId, listedAs, names, identifiers },
  }));
}

function groupOf(entry: GuideStatement): Group {
  const codesIn = (system: string): Set<string> =>
    new Set(entry.identifiers.filter((one) => one.system === system).map(({ code }) => foldName(code)));
  return {
    entries: [entry],
    codes: new Map(SUBSTANCE_SYSTEMS.map((system) => [system, codesIn(system)])),
    names: new Set([foldName(entry.names.preferred)]),
  };
}

/** Joins groups until no two of them are related any more. */
function joined(groups: readonly Group[], isOne: (a: Group, b: Group) => boolean): Group[] {
  return groups.reduce<Group[]>((done, group) => {
    const related = done.filter((other) => isOne(group, other));
    return [...done.filter((other) => !related.includes(other)), united([group, ...related])];
  }, []);
}

/** Where a name stands for two drugs that codes tell apart, it joins nothing at all: which one is meant is not known. */
function joinedByName(groups: readonly Group[]): Group[] {
  const isSame = (a: Group, b: Group): boolean => meet(a.names, b.names);
  return joined(groups, isSame).flatMap((candidate) => {
    const members = groups.filter(({ names }) => meet(names, candidate.names));
    const isDisputed = members.some((one, index) => members.slice(index + 1).some((other) => contradict(one, other)));
    return isDisputed ? members : [candidate];
  });
}

function sharesCode(a: Group, b: Group): boolean {
  return SUBSTANCE_SYSTEMS.some((system) => meet(codesOf(a, system), codesOf(b, system)));
}

function contradict(a: Group, b: Group): boolean {
  return SUBSTANCE_SYSTEMS.some((system) => codesOf(a, system).size > 0 && codesOf(b, system).size > 0);
}

function codesOf(group: Group, system: string): Set<string> {
  return group.codes.get(system) ?? new Set();
}

function united(groups: readonly Group[]): Group {
  const codesIn = (system: string): Set<string> => new Set(groups.flatMap((group) => [...codesOf(group, system)]));
  return {
    entries: groups.flatMap(({ entries }) => entries).sort(byPlace),
    codes: new Map(SUBSTANCE_SYSTEMS.map((system) => [system, codesIn(system)])),
    names: new Set(groups.flatMap(({ names }) => [...names])),
  };
}

function drugOf(entries: readonly GuideStatement[], taken: Set<string>): FollowedDrug {
  const { guideId = '', entryId = '' } = entries[0] ?? {};
  const drugId = taken.has(entryId) ? `${guideId}.${entryId}` : entryId;
  taken.add(drugId);
  return { drugId, names: namesOf(entries), identifiers: identifiersOf(entries) };
}

/** A name that several entries file differently stands once: as brand before code before synonym. */
function namesOf(entries: readonly GuideStatement[]): EntryNames {
  const [preferred = '', ...others] = entries.map(({ names }) => names.preferred);
  const known = new Set([foldName(preferred)]);
  const fresh = (names: readonly string[]): string[] =>
    names.filter((name) => {
      const isNew = !known.has(foldName(name));
      known.add(foldName(name));
      return isNew;
    });
  const brands = fresh(entries.flatMap(({ names }) => [...names.brands, ...(names.combinations ?? [])]));
  const codes = fresh(entries.flatMap(({ names }) => names.codes));
  const synonyms = fresh([...others, ...entries.flatMap(({ names }) => names.synonyms)]);
  const combinations = [...new Set(entries.flatMap(({ names }) => names.combinations ?? []))];
  return { preferred, synonyms, brands, codes, ...(combinations.length === 0 ? {} : { combinations }) };
}

function identifiersOf(entries: readonly GuideStatement[]): EntryIdentifier[] {
  const byCode = new Map<string, EntryIdentifier>();
  for (const identifier of entries.flatMap(({ identifiers }) => identifiers)) {
    const key = `${identifier.system}:${foldName(identifier.code)}`;
    const known = byCode.get(key);
    byCode.set(key, known === undefined ? identifier : { ...known, label: known.label ?? identifier.label });
  }
  return [...byCode.values()];
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((one) => b.has(one));
}

function byPlace(a: GuideStatement, b: GuideStatement): number {
  return compareText(a.guideId, b.guideId) || compareText(a.entryId, b.entryId);
}

function byFirstEntry(a: Group, b: Group): number {
  const [first, second] = [a.entries[0], b.entries[0]];
  return first === undefined || second === undefined ? 0 : byPlace(first, second);
}
