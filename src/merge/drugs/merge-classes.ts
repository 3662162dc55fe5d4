import { DRUG_CLASS_SYSTEM, type DrugClass, type DrugDocument } from '../../model/drug.js';
import { compareText } from '../../model/compare.js';
import { hasText, inRank } from './labels-of.js';
import type { RecordOf } from '../../model/reference-record.js';
import { aside, type Leaf, type Leaves, type Teller } from './leaves.js';
import { OPENFDA, RXNORM, SOURCE_WORDS } from './policy.js';
import { decided, tellerOf, type Merging } from './shown.js';
import { byWeight, grouped, isSurelyAlone, sourcesOf, type Stated } from './statements.js';
import { foldClass } from './treatment-kinds.js';

type ClassSystem = DrugClass['system'];
/** A class as a source states it. */
export type StatedClass = Stated<string> & { system: ClassSystem; code: Leaf<string> | null };

/** What RxClass calls the systems. */
const RXCLASS_SYSTEMS: Readonly<Record<string, ClassSystem>> = { EPC: 'epc', MOA: 'moa', PE: 'pe', 'ATC1-4': 'atc' };
const BRACKETS = /\s*\[([^\]]*)\]\s*$/;
const WITHOUT_BRACKETS = 'class without its system in brackets';

/** The classes of a drug; null while no source that could have told any ever did. */
export function mergeClasses(merging: Merging, classes: readonly StatedClass[]): Leaves<DrugDocument['classes']> {
  const { concept, labels, applications, products } = merging.holdings;
  if ([concept, labels, applications, products].every((part) => part === null)) {
    const words = [OPENFDA, RXNORM].map((source) => SOURCE_WORDS[source] ?? source);
    return decided(merging, null, `${words.join(' and ')} have never answered`);
  }
  if (classes.length === 0 && !couldTell(merging)) {
    return decided(merging, null, 'no class is stated, and what is held is too little to say that there is none');
  }
  const groups = [...grouped(byWeight(classes), keyOf).values()];
  const merged = groups.flatMap(([first, ...rest]) => (first === undefined ? [] : [{ first, all: [first, ...rest] }]));
  merged.sort(
    (a, b) =>
      DRUG_CLASS_SYSTEM.indexOf(a.first.system) - DRUG_CLASS_SYSTEM.indexOf(b.first.system) ||
      compareText(keyOf(a.first), keyOf(b.first)),
  );
  return merged.map(({ first, all }) => ({
    system: aside(first.leaf, first.system, 'the system that the source files the class under'),
    name: first.leaf,
    code:
      all.find(({ code }) => code !== null)?.code ?? decided(merging, null, 'no source states a code for the class'),
    sources: sourcesOf(all),
  }));
}

/** Whether anything is held whose silence means something: RxNorm's concept, a product, a label with its text. */
function couldTell({ holdings: { concept, labels, products } }: Merging): boolean {
  const hasTexts = labels?.taken.some(({ record }) => hasText(record.data)) === true;
  return hasTexts || (concept?.taken.length ?? 0) > 0 || (products?.taken.length ?? 0) > 0;
}

/** Every class that a source states for the drug, the reference label's first; only of products that surely hold it alone. */
export function statedClasses(merging: Merging): StatedClass[] {
  return [...productClasses(merging), ...rxnormClasses(merging)];
}

function productClasses(merging: Merging): StatedClass[] {
  const { labels, applications, products } = merging.holdings;
  return [
    ...inRank(labels?.taken ?? [], merging.facts.drug)
      .filter(isSurelyAlone)
      .flatMap((taken) => harmonisedClasses(tellerOf(merging, taken))),
    ...(applications?.taken ?? [])
      .filter(isSurelyAlone)
      .flatMap((taken) => harmonisedClasses(tellerOf(merging, taken))),
    ...(products?.taken ?? []).filter(isSurelyAlone).flatMap((taken) => {
      const tell = tellerOf(merging, taken);
      return bracketed(taken.record.data.pharmClasses, null, (name, index) =>
        tell.taken('pharmClasses', name, WITHOUT_BRACKETS, index),
      );
    }),
  ];
}

function harmonisedClasses(tell: Teller<RecordOf<'label'>> | Teller<RecordOf<'application'>>): StatedClass[] {
  const { pharmClassEpc, pharmClassMoa } = tell.record.data;
  return [
    ...bracketed(pharmClassEpc, 'epc', (name, index) => tell.taken('pharmClassEpc', name, WITHOUT_BRACKETS, index)),
    ...bracketed(pharmClassMoa, 'moa', (name, index) => tell.taken('pharmClassMoa', name, WITHOUT_BRACKETS, index)),
  ];
}

/** Classes with their system in brackets; without brackets they are of `system`, or of none that we know. */
function bracketed(
  names: readonly string[],
  system: ClassSystem | null,
  leafOf: (name: string, index: string) => Leaf<string>,
): StatedClass[] {
  return names.flatMap((said, index) => {
    const written = BRACKETS.exec(said)?.[1]?.toLowerCase();
    const own = DRUG_CLASS_SYSTEM.find((one) => one === written) ?? (written === undefined ? system : null);
    if (own === null) return [];
    const leaf = leafOf(said.replace(BRACKETS, ''), String(index));
    return [{ source: leaf.provenance.source, leaf, system: own, code: null }];
  });
}

function rxnormClasses(merging: Merging): StatedClass[] {
  const concepts = (merging.holdings.concept?.taken ?? []).filter(({ record }) => record.data.tty !== 'MIN');
  return concepts.flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    return taken.record.data.classes.flatMap(({ id, name, type }, index) => {
      const system = RXCLASS_SYSTEMS[type];
      if (system === undefined) return [];
      const leaf = tell.value('classes', name, String(index), 'name');
      return [{ source: taken.record.source, leaf, system, code: tell.value('classes', id, String(index), 'id') }];
    });
  });
}

function keyOf({ system, leaf }: StatedClass): string {
  return `${system}:${foldClass(leaf.value)}`;
}
