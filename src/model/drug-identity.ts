import { foldName, partsOfName, spellingsOf } from './drug-names.js';
import type { MatchedBy } from './drug.js';
import type { EntryIdentifier } from './guide.js';
import type { FollowedDrug } from './question.js';

/** Systems whose codes name a substance, the one that decides first: it is told apart most finely. */
const SUBSTANCE_SYSTEMS = ['unii', 'rxnorm', 'ncit'] as const;
type SubstanceSystem = (typeof SUBSTANCE_SYSTEMS)[number];
type ProductSystem = 'rxnorm' | 'spl-set-id' | 'fda-application';

/** What tells a drug: folded codes by system, and folded names that no other followed drug bears. */
export type DrugIdentity = {
  codes: ReadonlyMap<string, ReadonlySet<string>>;
  names: ReadonlySet<string>;
  /** Those of the names that stand for a product with further active substances. */
  combinations: ReadonlySet<string>;
  others: { codes: ReadonlyMap<string, ReadonlySet<string>>; names: ReadonlySet<string> };
};

/** A code that tells records apart. */
export type IdentityCode = { system: SubstanceSystem | ProductSystem; code: string };

/** What a record states of its own identity. */
export type RecordIdentity = {
  /** Codes of its active substances: where the drug has some of the same system, one of them must be shared. */
  substanceCodes: readonly { system: SubstanceSystem; code: string }[];
  /** Codes of its products (an RxCUI of a label is that of a tablet): sharing one confirms, not sharing one says nothing. */
  productCodes: readonly { system: ProductSystem; code: string }[];
  /** The names it goes by. */
  names: readonly string[];
  /** Its active substances where it lists them. */
  substances: readonly string[];
  /** Everything its words may name beside its subject: being named there makes a record doubtful and no more. */
  mentions: readonly string[];
};

/** Why a record is not taken for the drug's. */
export type LeftOut = 'contradicted' | 'other-substance' | 'other-drug' | 'other-name' | 'nothing-stated';

/** Whether a record concerns the drug and how that is known; `namesDrug` whether a record that does not still names it. */
export type Concern = { matchedBy: MatchedBy; isCombination: boolean } | { reason: LeftOut; namesDrug: boolean };

/** The identity of a drug among all drugs that are followed. Codes of research (`CDDP`) are no names here: they are too short to be sure. */
export function identityOf(drug: FollowedDrug, others: readonly FollowedDrug[]): DrugIdentity {
  const rest = others.filter(({ drugId }) => drugId !== drug.drugId);
  const othersNames = foldedNames(rest.flatMap(spokenNames));
  return {
    codes: codesBySystem(drug.identifiers),
    names: without(foldedNames(spokenNames(drug)), othersNames),
    combinations: foldedNames(drug.names.combinations ?? []),
    others: { codes: codesBySystem(rest.flatMap(({ identifiers }) => identifiers)), names: othersNames },
  };
}

/** The identity with further codes and names; those of other followed drugs stay theirs. */
export function widened(
  identity: DrugIdentity,
  codes: readonly IdentityCode[],
  names: readonly string[],
): DrugIdentity {
  const { others, combinations } = identity;
  const own = codes.filter(({ system, code }) => others.codes.get(system)?.has(foldName(code)) !== true);
  const stated = [...identity.codes].flatMap(([system, known]) => [...known].map((code) => ({ system, code })));
  return {
    codes: codesBySystem([...stated, ...own]),
    names: new Set([...identity.names, ...without(foldedNames(names), others.names)]),
    combinations,
    others,
  };
}

/**
 * Whether a record concerns a drug. The first system of substance codes in which both state any decides: a shared code
 * says yes, none says no, whatever the name and further codes, unless the guide itself states the product and its
 * substances are salts of the drug. Without such codes a shared product code says yes, then exactly a name of the drug.
 */
export function concerns(identity: DrugIdentity, record: RecordIdentity): Concern {
  const isNamed = partsOf(record.names).some((part) => identity.names.has(foldName(part)));
  const isMentioned = (): boolean => record.mentions.some((name) => identity.names.has(foldName(name)));
  const { substanceCodes, productCodes } = record;
  const isStatedProduct = productCodes.some((code) => isIn(identity.codes, code));
  const decides = decidingCodes(identity, record);
  const taken = (matchedBy: MatchedBy): Concern => ({ matchedBy, isCombination: isCombination(identity, record) });
  const left = (reason: LeftOut): Concern => ({ reason, namesDrug: isNamed || isMentioned() });
  if (decides.some((code) => isIn(identity.codes, code))) return taken('identifier');
  if (decides.length > 0 && !(isStatedProduct && isOfSalts(identity, record))) {
    return left(substanceCodes.some((code) => isIn(identity.codes, code)) ? 'contradicted' : 'other-substance');
  }
  if (isStatedProduct) return taken('identifier');
  if ([...substanceCodes, ...productCodes].some((code) => isIn(identity.others.codes, code))) return left('other-drug');
  if (isNamed) return taken('name');
  return left(record.names.length + substanceCodes.length === 0 ? 'nothing-stated' : 'other-name');
}

/** The record's codes of the first system in which the drug has some too. */
function decidingCodes({ codes }: DrugIdentity, { substanceCodes }: RecordIdentity): readonly IdentityCode[] {
  const [first = []] = SUBSTANCE_SYSTEMS.map((of) =>
    (codes.get(of)?.size ?? 0) > 0 ? substanceCodes.filter(({ system }) => system === of) : [],
  ).filter((comparable) => comparable.length > 0);
  return first;
}

/** Whether the record's product holds another active substance beside the drug; excipient-like enzymes count as one. */
function isCombination(identity: DrugIdentity, record: RecordIdentity): boolean {
  const { substanceCodes, names, substances } = record;
  const uniis = substanceCodes.filter(({ system }) => system === 'unii');
  const isAllKnown = uniis.every((code) => isIn(identity.codes, code));
  // A second code is no second substance where the names show it to be a salt that nobody told us the code of.
  if (uniis.length > 1 && !isAllKnown && !isOfSalts(identity, record)) return true;
  if (partsOf(names).some((part) => identity.combinations.has(foldName(part)))) return true;
  return [substances.flatMap(partsOfName), ...names.map(partsOfName)].some(
    (parts) => parts.length > 1 && !parts.every((part) => spells(identity, part)),
  );
}

/** Whether every substance that the record lists is spelled as the drug or a salt of it. */
function isOfSalts(identity: DrugIdentity, { substances }: RecordIdentity): boolean {
  return substances.length > 0 && substances.every((name) => spells(identity, name));
}

function spells({ names }: DrugIdentity, name: string): boolean {
  return spellingsOf(name).some(({ key }) => names.has(key));
}

function partsOf(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, ...partsOfName(name)]);
}

function spokenNames({ names }: FollowedDrug): string[] {
  return [names.preferred, ...names.synonyms, ...names.brands, ...(names.combinations ?? [])];
}

function foldedNames(names: readonly string[]): Set<string> {
  return new Set(names.map(foldName).filter((name) => name !== ''));
}

function without(names: ReadonlySet<string>, dropped: ReadonlySet<string>): Set<string> {
  return new Set([...names].filter((name) => !dropped.has(name)));
}

function isIn(known: DrugIdentity['codes'], { system, code }: IdentityCode): boolean {
  return known.get(system)?.has(foldName(code)) === true;
}

function codesBySystem(codes: readonly Pick<EntryIdentifier, 'system' | 'code'>[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { system, code } of codes) {
    found.set(system, (found.get(system) ?? new Set<string>()).add(foldName(code)));
  }
  return found;
}
