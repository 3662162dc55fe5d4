import { compareText } from '../../model/compare.js';
import { foldName } from '../../model/drug-names.js';
import type { FieldConflict, TreatmentKind } from '../../model/drug.js';
import { referenceLabel } from './labels-of.js';
import { Leaf, Teller, type Leaves } from './leaves.js';
import type { StatedClass } from './merge-classes.js';
import { statedCode, type StatedCode } from './merge-identifiers.js';
import type { ReferenceData } from '../../model/reference-record.js';
import type { HeldRecord } from '../drug-facts.types.js';
import { NCI } from './policy.js';
import { settle } from './settle.js';
import { decided, tellerOf, type Merging } from './shown.js';
import { byWeight, editorLeaf, grouped, guideEntries, type Stated } from './statements.js';
import { foldClass, kindOfClass, kindOfWords } from './treatment-kinds.js';
import type { Taken } from './holdings.js';

type Conflicts = Leaves<FieldConflict>[];

/** Systems of classes that tell what a drug is and does, the one that decides its kind first. */
const CLASS_SYSTEMS = ['epc', 'moa'] as const;
const CODE_FIELDS = ['identifiers.unii', 'identifiers.rxnorm', 'identifiers.atc', 'identifiers.ncit'] as const;

/** The name by which a drug is shown, and whether a source calls it something that nobody else knows it by. */
export function settleName(merging: Merging): { name: Leaf<string>; conflicts: Conflicts } {
  const { drug } = merging.facts;
  const guides = guideEntries(merging).map((entry) =>
    statedBy(editorLeaf(entry, entry.names.preferred, 'names', 'preferred')),
  );
  const known = [drug.names.preferred, ...drug.names.synonyms].map(foldName);
  const { conflict } = settle(merging, 'name', [...guides, ...recordNames(merging)], (name) =>
    known.includes(foldName(name)),
  );
  const own = guides.find(({ leaf }) => leaf.value === drug.names.preferred)?.leaf;
  return {
    name: own ?? decided(merging, drug.names.preferred, "the guides' name for the drug"),
    conflicts: listed(conflict),
  };
}

/** The kind of treatment by class. A guide's list is set against it and never decides: its heading is no class. */
export function settleKind(
  merging: Merging,
  classes: readonly StatedClass[],
): { treatmentKind: Leaf<TreatmentKind | null>; conflicts: Conflicts } {
  const byClass = [...grouped(classes, ({ source }) => source).values()].flatMap(kindBySource);
  if (byClass.length === 0) {
    const rule = 'no class is held that tells the kind of treatment';
    return { treatmentKind: decided(merging, null, rule), conflicts: [] };
  }
  const listings = guideEntries(merging).flatMap((entry) => {
    const kind = kindOfWords(entry.listedAs);
    return kind === null ? [] : [statedBy(editorLeaf(entry, kind, 'listedAs'))];
  });
  const { chosen, conflict } = settle<TreatmentKind>(merging, 'treatmentKind', [...byClass, ...listings]);
  return {
    treatmentKind:
      chosen?.leaf ?? decided(merging, null, 'the classes of the source that decides are of several kinds'),
    conflicts: listed(conflict),
  };
}

/** Systems of classes in which a record states none of the classes of the one that decides. */
export function classConflicts(merging: Merging, classes: readonly StatedClass[]): Conflicts {
  return CLASS_SYSTEMS.flatMap((system) => {
    const ofRecords = grouped(
      classes.filter((one) => one.system === system),
      ({ source, leaf }) => `${source} ${leaf.provenance.key}`,
    );
    const sets = [...ofRecords.values()].flatMap((stated) =>
      setOf(stated, 'all classes of the system that the record states'),
    );
    const once = [
      ...grouped(byWeight(sets), ({ source, leaf }) => `${source} ${leaf.value.map(foldClass).join()}`).values(),
    ];
    return listed(
      settle(
        merging,
        `classes.${system}`,
        once.flatMap((alike) => alike.slice(0, 1)),
      ).conflict,
    );
  });
}

/** Code systems in which a source states other codes than the one that decides. */
export function codeConflicts(merging: Merging, codes: readonly StatedCode[]): Conflicts {
  const all = [...codes.filter((code) => !isOfSalt(merging, code)), ...refusedCodes(merging)];
  return CODE_FIELDS.flatMap((field) => {
    const inField = byWeight(all.filter(({ system }) => `identifiers.${system}` === field));
    const bySource = [...grouped(inField, ({ source }) => source).values()];
    const sets = bySource.flatMap((stated) => setOf(stated, 'all codes of the system that the source states'));
    return listed(settle(merging, field, sets).conflict);
  });
}

/** A term that was joined as a salt of the drug has a code of its own by design, which contradicts nothing. */
function isOfSalt({ holdings }: Merging, { source, system, leaf }: StatedCode): boolean {
  return (
    system === 'ncit' &&
    source === NCI &&
    holdings.term?.taken.some(({ record, matchedBy }) => record.key === leaf.provenance.key && matchedBy === 'name') ===
      true
  );
}

/** Every kind that one source's established classes say, else its mechanisms of action. */
function kindBySource(classes: readonly StatedClass[]): Stated<TreatmentKind>[] {
  for (const system of CLASS_SYSTEMS) {
    const kinds = classes.flatMap(({ system: of, leaf, source }) => {
      const kind = of === system ? kindOfClass(leaf.value) : null;
      const rule = `kind of treatment that the class "${leaf.value}" is`;
      if (kind === null) return [];
      return [{ source, leaf: new Leaf(kind, { ...leaf.provenance, origin: 'computed' as const, rule }) }];
    });
    const byKind = [...grouped(kinds, ({ leaf }) => leaf.value).values()];
    if (byKind.length > 0) return byKind.flatMap((alike) => alike.slice(0, 1));
  }
  return [];
}

/** How the sources' own records of the drug are titled: RxNorm's ingredient, the dictionary's term, the reference label. */
function recordNames(merging: Merging): Stated<string>[] {
  const { concept, term, labels } = merging.holdings;
  const ingredients = (concept?.taken ?? []).filter(({ record }) => record.data.tty === 'IN');
  const titles = [
    ...ingredients.map((taken) => tellerOf(merging, taken).field('name')),
    ...(term?.taken ?? []).map((taken) => tellerOf(merging, taken).field('name')),
    ...labelName(merging, referenceLabel(labels?.taken ?? [], merging.facts.drug)),
  ];
  return titles.map(statedBy);
}

function labelName(merging: Merging, label: Taken<'label'> | null): Leaf<string>[] {
  const [name] = label?.record.data.genericNames ?? [];
  return label === null || name === undefined ? [] : [tellerOf(merging, label).value('genericNames', name, '0')];
}

/**
 * The codes of records that are not joined though they bear the drug's name (a term) or another of its codes (a concept):
 * they still stand against the guide's.
 */
function refusedCodes({ holdings, facts }: Merging): StatedCode[] {
  const tellerOfUntaken = <T extends ReferenceData>(record: HeldRecord, data: T): Teller<T> =>
    new Teller({ ...record, data }, facts.pointers);
  const ofTerms = (holdings.term?.untaken ?? []).flatMap(({ record, namesDrug }) => {
    const { data } = record;
    if (!namesDrug || data.kind !== 'term' || data.nciConceptId === null) return [];
    const leaf = tellerOfUntaken(record, data).value('nciConceptId', data.nciConceptId);
    return [statedCode('ncit', leaf)];
  });
  const ofConcepts = (holdings.concept?.untaken ?? []).flatMap(({ record, namesDrug, reason }) => {
    const { data } = record;
    if (data.kind !== 'concept' || !(namesDrug || reason === 'contradicted')) return [];
    return tellerOfUntaken(record, data)
      .list('uniis', data.uniis)
      .map((leaf) => statedCode('unii', leaf));
  });
  return [...ofTerms, ...ofConcepts];
}

function setOf([first, ...rest]: readonly Stated<string>[], rule: string): Stated<string[]>[] {
  if (first === undefined) return [];
  const texts = [...new Set([first, ...rest].map(({ leaf }) => leaf.value))].sort(compareText);
  return [{ source: first.source, leaf: new Leaf(texts, { ...first.leaf.provenance, origin: 'computed', rule }) }];
}

function statedBy<T>(leaf: Leaf<T>): Stated<T> {
  return { source: leaf.provenance.source, leaf };
}

function listed(conflict: Conflicts[number] | null): Conflicts {
  return conflict === null ? [] : [conflict];
}
