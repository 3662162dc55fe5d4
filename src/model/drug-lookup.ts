import { compareText } from './compare.js';
import { foldName, NAME_MATCH, partsOfName, spellingsOf, type NameMatch, type Spelling } from './drug-names.js';
import { DRUG_NAME_KIND, type DrugIdentifier, type DrugName, type DrugNameKind } from './drug.js';

/** How a lookup found a drug, from exact to loose. */
export const RESOLVED_BY = ['code', ...NAME_MATCH, 'part'] as const;
export type ResolvedBy = (typeof RESOLVED_BY)[number];

/**
 * The name or code by which a lookup found a drug: `spelling` as the sources write it, who writes it so, and what had to
 * be left out of the query (`how`; `part`: all but one of several joined names). `system` is that of a code, null for names.
 * `isCombination`: what was asked for holds further active substances beside the drug.
 */
export type MatchedSpelling = {
  spelling: string;
  kind: DrugNameKind | 'identifier';
  system: string | null;
  isCombination: boolean;
  sources: string[];
  how: ResolvedBy;
};
export type DrugMatch = { drugId: string; matched: MatchedSpelling };

/** What a lookup searches: the names and codes of every drug. */
export type DrugKeys = { drugId: string; names: readonly DrugName[]; identifiers: readonly DrugIdentifier[] };

/** Names and codes of drugs by their folded spelling. */
export type DrugIndex = {
  names: ReadonlyMap<string, readonly { drugId: string; name: DrugName }[]>;
  codes: ReadonlyMap<string, readonly { drugId: string; identifier: DrugIdentifier }[]>;
};

/** Queries longer than this name no drug. */
const MAX_QUERY_LENGTH = 200;
/** What people write before a code, and the system it stands for. */
const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  rxcui: 'rxnorm',
  rxnorm: 'rxnorm',
  unii: 'unii',
  atc: 'atc',
  ncit: 'ncit',
  nci: 'ncit',
  mesh: 'mesh',
  cas: 'cas',
  setid: 'spl-set-id',
};
const WITH_SYSTEM = /^(rxcui|rxnorm|unii|atc|ncit|nci|mesh|cas|set[ -]?id)\s*[:#\s]\s*(\S.*)$/i;

/** Prepares the names and codes of drugs for lookups. */
export function indexDrugs(drugs: readonly DrugKeys[]): DrugIndex {
  const names = new Map<string, { drugId: string; name: DrugName }[]>();
  const codes = new Map<string, { drugId: string; identifier: DrugIdentifier }[]>();
  for (const { drugId, names: known, identifiers } of drugs) {
    for (const name of known) add(names, foldName(name.name), { drugId, name });
    for (const identifier of identifiers) add(codes, foldName(identifier.code), { drugId, identifier });
  }
  return { names, codes };
}

/**
 * The drugs that a name or code stands for, by drug id; several when it is ambiguous. Looser readings are tried only
 * where a closer one finds nothing, and what they leave out of the query is said in `how`.
 */
export function resolveDrug(query: string, index: DrugIndex): DrugMatch[] {
  if (query.length > MAX_QUERY_LENGTH) return [];
  const spellings = spellingsOf(query);
  const exact = spellings.filter(({ how }) => how === 'exact').flatMap((spelling) => named(spelling, index));
  const closest = [...coded(query, index), ...exact];
  if (closest.length > 0) return onePerDrug(closest);
  for (const how of NAME_MATCH.slice(1)) {
    const found = spellings.filter((spelling) => spelling.how === how).flatMap((spelling) => named(spelling, index));
    if (found.length > 0) return onePerDrug(found);
  }
  return partsResolved(query, index);
}

/** The drugs whose names are joined in a query ("a and b"): each is only a part of what was asked for. */
function partsResolved(query: string, index: DrugIndex): DrugMatch[] {
  const parts = partsOfName(query);
  if (parts.length < 2) return [];
  const named = parts.flatMap((part) => resolveDrug(part, index)).filter(({ matched }) => matched.system === null);
  return onePerDrug(
    named.map(({ drugId, matched }) => ({ drugId, matched: { ...matched, isCombination: true, how: 'part' } })),
  );
}

function matchedName({ name, kind, isCombination, sources }: DrugName): Omit<MatchedSpelling, 'how'> {
  return { spelling: name, kind, system: null, isCombination, sources };
}

function coded(query: string, { codes }: DrugIndex): DrugMatch[] {
  const [, word = '', rest] = WITH_SYSTEM.exec(query.trim()) ?? [];
  const system = rest === undefined ? undefined : SYSTEM_WORDS[foldName(word)];
  const found = codes.get(foldName(rest ?? query)) ?? [];
  return found
    .filter(({ identifier }) => system === undefined || identifier.system === system)
    .map(({ drugId, identifier: { code, system: of, sources } }) => ({
      drugId,
      matched: { spelling: code, kind: 'identifier', system: of, isCombination: false, sources, how: 'code' },
    }));
}

function named({ key, how }: Spelling, { names }: DrugIndex): DrugMatch[] {
  return (names.get(key) ?? [])
    .filter(({ name }) => bears(name, how))
    .map(({ drugId, name }) => ({
      drugId,
      matched: { ...matchedName(name), how },
    }));
}

/** Only an ingredient's own name takes a biological suffix; behind any other name four letters are part of it. */
function bears({ kind }: DrugName, how: NameMatch): boolean {
  return how !== 'without-suffix' || kind === 'generic';
}

function onePerDrug(matches: readonly DrugMatch[]): DrugMatch[] {
  const best = new Map<string, DrugMatch>();
  for (const match of [...matches].sort(byCloseness)) {
    if (!best.has(match.drugId)) best.set(match.drugId, match);
  }
  return [...best.values()].sort((a, b) => compareText(a.drugId, b.drugId));
}

function byCloseness({ matched: a }: DrugMatch, { matched: b }: DrugMatch): number {
  const kinds: readonly string[] = DRUG_NAME_KIND;
  return (
    RESOLVED_BY.indexOf(a.how) - RESOLVED_BY.indexOf(b.how) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    compareText(a.system ?? '', b.system ?? '') ||
    compareText(a.spelling, b.spelling)
  );
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  if (key === '') return;
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
