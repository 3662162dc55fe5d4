import { foldName, spellingsOf, wordsOfName } from '../../model/drug-names.js';
import { DRUG_NAME_KIND, type DrugDocument, type DrugNameKind } from '../../model/drug.js';
import { aside, type Leaf, type Leaves } from './leaves.js';
import { ALIAS_KINDS, NO_NAMES } from './policy.js';
import { tellerOf, type Merging } from './shown.js';
import { byWeight, editorLeaf, grouped, guideEntries, isSurelyAlone, sourcesOf, type Stated } from './statements.js';
import { compareText } from '../../model/compare.js';

type StatedName = Stated<string> & { kind: DrugNameKind };

const COMBINATION_RULE =
  'whether the guide calls it one of a combination, or only records of combinations with the drug bear it';
const KIND_RULE = 'by the list or type under which the source has it, and by how it is built from the generic name';

/** Every name of a drug; names that fold to the same are one, in the spelling of the weightiest source. */
export function mergeNames(merging: Merging): Leaves<DrugDocument['names']> {
  const generics = genericsOf(merging);
  const stated = [
    ...guideNames(merging, generics),
    ...rxnormNames(merging, generics),
    ...nciNames(merging, generics),
    ...productNames(merging, generics),
  ];
  const known = stated.filter(({ leaf }) => foldName(leaf.value) !== '');
  const groups = [
    ...grouped(
      byWeight(known, ({ kind }) => kindIndex(kind)),
      ({ leaf }) => foldName(leaf.value),
    ),
  ];
  const names = groups.flatMap(([key, [first, ...rest]]) =>
    first === undefined ? [] : [{ key, kind: first.kind, leaf: first.leaf, all: [first, ...rest] }],
  );
  names.sort((a, b) => kindIndex(a.kind) - kindIndex(b.kind) || compareText(a.key, b.key));
  const combined = combinationNames(merging);
  return names.map(({ key, kind, leaf, all }) => ({
    name: leaf,
    isCombination: aside(leaf, combined.has(key), COMBINATION_RULE),
    kind: aside(leaf, kind, KIND_RULE),
    sources: sourcesOf(all),
  }));
}

/**
 * Folded names of products that hold further active substances: those that the guides say are, and those that only
 * records of combinations bear.
 */
function combinationNames({ facts, holdings }: Merging): Set<string> {
  const { labels, applications, products } = holdings;
  const bearing = [
    ...(labels?.taken ?? []).map((one) => ({ one, brands: one.record.data.brandNames })),
    ...(applications?.taken ?? []).map((one) => ({
      one,
      brands: one.record.data.products.flatMap(({ brandName }) => brandName ?? []),
    })),
    ...(products?.taken ?? []).map((one) => ({ one, brands: one.record.data.brandName ?? [] })),
  ];
  const borneBy = (isCombination: boolean): string[] =>
    bearing.flatMap(({ one, brands }) => (one.isCombination === isCombination ? brands : [])).map(foldName);
  const alone = new Set(borneBy(false));
  const stated = [facts.drug, ...facts.stated].flatMap(({ names }) => names.combinations ?? []).map(foldName);
  return new Set([...stated, ...borneBy(true).filter((name) => !alone.has(name))]);
}

function guideNames(merging: Merging, generics: ReadonlySet<string>): StatedName[] {
  return guideEntries(merging).flatMap((entry) => {
    const list = (
      part: 'synonyms' | 'brands' | 'codes' | 'combinations',
      kindOf: (name: string) => DrugNameKind,
    ): StatedName[] =>
      (entry.names[part] ?? []).map((name, index) =>
        statedAs(editorLeaf(entry, name, 'names', part, String(index)), kindOf(name)),
      );
    const { preferred } = entry.names;
    return [
      statedAs(editorLeaf(entry, preferred, 'names', 'preferred'), builtFrom(preferred, generics) ?? 'synonym'),
      ...list('synonyms', (name) => builtFrom(name, generics) ?? 'synonym'),
      ...list('brands', () => 'brand'),
      ...list('combinations', () => 'brand'),
      ...list('codes', () => 'code'),
    ];
  });
}

function rxnormNames(merging: Merging, generics: ReadonlySet<string>): StatedName[] {
  const concepts = (merging.holdings.concept?.taken ?? []).filter(({ record }) => record.data.tty !== 'MIN');
  return concepts.flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    const { name, preciseIngredients, brands } = taken.record.data;
    const list = (
      field: 'preciseIngredients' | 'brands',
      names: readonly { name: string }[],
      kind: DrugNameKind,
    ): StatedName[] => names.map((one, index) => statedAs(tell.value(field, one.name, String(index), 'name'), kind));
    return [
      statedAs(tell.field('name'), builtFrom(name, generics) ?? 'generic'),
      ...list('preciseIngredients', preciseIngredients, 'form'),
      ...list('brands', brands, 'brand'),
    ];
  });
}

function nciNames(merging: Merging, generics: ReadonlySet<string>): StatedName[] {
  return (merging.holdings.term?.taken ?? []).flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    const { name, aliases } = taken.record.data;
    const others = aliases.flatMap((alias, index) => {
      if (NO_NAMES.includes(alias.type)) return [];
      const place = [String(index), 'name'];
      const leaf =
        alias.type === 'NSCNumber' && /^\d+$/.test(alias.name)
          ? tell.taken('aliases', `NSC ${alias.name}`, 'NSC number with the letters before it', ...place)
          : tell.value('aliases', alias.name, ...place);
      return [statedAs(leaf, ALIAS_KINDS[alias.type] ?? builtFrom(alias.name, generics) ?? 'synonym')];
    });
    return [statedAs(tell.field('name'), builtFrom(name, generics) ?? 'synonym'), ...others];
  });
}

/** Names on labels and in applications; only of those that surely hold the drug alone. */
function productNames(merging: Merging, generics: ReadonlySet<string>): StatedName[] {
  const { labels, applications } = merging.holdings;
  const onLabels = (labels?.taken ?? []).filter(isSurelyAlone).flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    const { genericNames, brandNames } = taken.record.data;
    return [
      ...tell
        .list('genericNames', genericNames)
        .map((leaf) => statedAs(leaf, builtFrom(leaf.value, generics) ?? 'synonym')),
      ...tell.list('brandNames', brandNames).map((leaf) => statedAs(leaf, builtFrom(leaf.value, generics) ?? 'brand')),
    ];
  });
  const inApplications = (applications?.taken ?? []).filter(isSurelyAlone).flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    return taken.record.data.products.flatMap(({ brandName }, index) =>
      brandName === null
        ? []
        : [
            statedAs(
              tell.taken('products', brandName, 'brand name of the product', String(index), 'brandName'),
              builtFrom(brandName, generics) ?? 'brand',
            ),
          ],
    );
  });
  return [...onLabels, ...inApplications];
}

/** What a name is if it is built from a generic name; null when it is not. */
function builtFrom(name: string, generics: ReadonlySet<string>): DrugNameKind | null {
  const spelling = spellingsOf(name).find(({ key }) => generics.has(key));
  if (spelling?.how === 'exact') return 'generic';
  if (spelling?.how === 'without-salt') return 'form';
  if (spelling?.how === 'without-suffix') return 'biosimilar';
  const words = wordsOfName(name);
  if (words.includes('biosimilar') && words.some((word) => generics.has(word))) return 'biosimilar';
  return spelling === undefined ? null : 'synonym';
}

function genericsOf({ facts, holdings }: Merging): Set<string> {
  const ingredients = (holdings.concept?.taken ?? []).filter(({ record }) => record.data.tty === 'IN');
  return new Set([facts.drug.names.preferred, ...ingredients.map(({ record }) => record.data.name)].map(foldName));
}

function statedAs(leaf: Leaf<string>, kind: DrugNameKind): StatedName {
  return { source: leaf.provenance.source, leaf, kind };
}

function kindIndex(kind: DrugNameKind): number {
  return DRUG_NAME_KIND.indexOf(kind);
}
