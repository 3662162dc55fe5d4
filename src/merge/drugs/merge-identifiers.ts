import { foldName } from '../../model/drug-names.js';
import type { DrugDocument } from '../../model/drug.js';
import { compareText } from '../../model/compare.js';
import { aside, type Leaf, type Leaves } from './leaves.js';
import { FIELD_POLICY, IDENTIFIER_ORDER, type PolicyField } from './policy.js';
import { decided, tellerOf, type Merging } from './shown.js';
import { byWeight, editorLeaf, grouped, guideEntries, isSurelyAlone, sourcesOf, type Stated } from './statements.js';

/**
 * A code as a source states it; `label` says of which form or product it is. `isMain` is false for a code that stands
 * beside the drug's own: a former number, or that of a salt or brand.
 */
export type StatedCode = Stated<string> & { system: string; label: Leaf<string | null> | null; isMain: boolean };

/** Every code of a drug with the sources that state it; in each system the code that the policy chooses comes first. */
export function mergeIdentifiers(merging: Merging, codes: readonly StatedCode[]): Leaves<DrugDocument['identifiers']> {
  const groups = [...grouped(byWeight(codes), keyOf).values()];
  const merged = groups.flatMap(([first, ...rest]) => (first === undefined ? [] : [{ first, all: [first, ...rest] }]));
  merged.sort(
    (a, b) =>
      systemIndex(a.first) - systemIndex(b.first) ||
      compareText(a.first.system, b.first.system) ||
      rankOf(a.all) - rankOf(b.all) ||
      compareText(a.first.leaf.value, b.first.leaf.value),
  );
  return merged.map(({ first, all }) => {
    const label = all.map((one) => one.label).find((one) => one !== null && one.value !== null);
    return {
      system: aside(first.leaf, first.system, 'the system that the code belongs to'),
      code: first.leaf,
      label: label ?? decided(merging, null, 'no source says of which form or product the code is'),
      sources: sourcesOf(all),
    };
  });
}

/** Every code that a source states for the drug. */
export function statedCodes(merging: Merging): StatedCode[] {
  return [...guideCodes(merging), ...rxnormCodes(merging), ...nciCodes(merging), ...productCodes(merging)];
}

function guideCodes(merging: Merging): StatedCode[] {
  return guideEntries(merging).flatMap((entry) =>
    entry.identifiers.map(({ system, code, label }, index) => {
      const place = ['identifiers', String(index)];
      return statedCode(
        system,
        editorLeaf(entry, code, ...place, 'code'),
        label === null ? null : editorLeaf(entry, label, ...place, 'label'),
      );
    }),
  );
}

function rxnormCodes(merging: Merging): StatedCode[] {
  const concepts = (merging.holdings.concept?.taken ?? []).filter(({ record }) => record.data.tty !== 'MIN');
  return concepts.flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    const { rxcui, formerRxcuis, preciseIngredients, brands, uniis, preciseUniis, atcCodes } = taken.record.data;
    const named = (
      field: 'preciseIngredients' | 'brands',
      list: readonly { rxcui: string; name: string }[],
    ): StatedCode[] =>
      list.map((one, index) =>
        besides(
          statedCode(
            'rxnorm',
            tell.value(field, one.rxcui, String(index), 'rxcui'),
            tell.value(field, one.name, String(index), 'name'),
          ),
        ),
      );
    return [
      statedCode('rxnorm', tell.field('rxcui'), tell.field('name')),
      ...tell
        .list('formerRxcuis', formerRxcuis)
        .map((leaf) =>
          besides(statedCode('rxnorm', leaf, tell.decided(`replaced by ${rxcui}`, 'number that was remapped'))),
        ),
      ...named('preciseIngredients', preciseIngredients),
      ...named('brands', brands),
      ...tell.list('uniis', uniis).map((leaf) => statedCode('unii', leaf)),
      ...tell.list('preciseUniis', preciseUniis).map((leaf) => besides(statedCode('unii', leaf))),
      ...tell.list('atcCodes', atcCodes).map((leaf) => statedCode('atc', leaf)),
    ];
  });
}

function nciCodes(merging: Merging): StatedCode[] {
  return (merging.holdings.term?.taken ?? []).flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    const { nciConceptId, aliases } = taken.record.data;
    const concept =
      nciConceptId === null
        ? []
        : [statedCode('ncit', tell.value('nciConceptId', nciConceptId), tell.field('nciConceptName'))];
    const registry = aliases.flatMap(({ type, name }, index) =>
      type === 'CASRegistryName' ? [statedCode('cas', tell.value('aliases', name, String(index), 'name'), null)] : [],
    );
    return [...concept, ...registry];
  });
}

/** Codes on labels and of applications; only of those that surely hold the drug alone. */
function productCodes(merging: Merging): StatedCode[] {
  const { labels, applications } = merging.holdings;
  const onLabels = (labels?.taken ?? []).filter(isSurelyAlone).flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    const { brandNames, applicationNumbers, uniis } = taken.record.data;
    const brand = tell.first('brandNames', brandNames);
    return [
      statedCode('spl-set-id', tell.field('setId'), brand),
      ...tell.list('applicationNumbers', applicationNumbers).map((leaf) => statedCode('fda-application', leaf, brand)),
      ...tell.list('uniis', uniis).map((leaf) => statedCode('unii', leaf)),
    ];
  });
  const inApplications = (applications?.taken ?? []).filter(isSurelyAlone).flatMap((taken) => {
    const tell = tellerOf(merging, taken);
    const { uniis, products } = taken.record.data;
    const named = products.findIndex(({ brandName }) => brandName !== null);
    const brand = tell.taken(
      'products',
      products[named]?.brandName ?? null,
      'brand name of its first product that has one',
      String(named),
      'brandName',
    );
    return [
      statedCode('fda-application', tell.field('applicationNumber'), brand),
      ...tell.list('uniis', uniis).map((leaf) => statedCode('unii', leaf)),
    ];
  });
  return [...onLabels, ...inApplications];
}

/** A code as the source of its leaf states it. */
export function statedCode(system: string, leaf: Leaf<string>, label: Leaf<string | null> | null = null): StatedCode {
  return { source: leaf.provenance.source, leaf, system, label, isMain: true };
}

/** A code that stands beside the drug's own. */
function besides(code: StatedCode): StatedCode {
  return { ...code, isMain: false };
}

/** The place in the policy's order of the first source that states a code, of one source its main codes first. */
function rankOf(stated: readonly StatedCode[]): number {
  const ranks = stated.map(({ source, system, isMain }) => {
    const field = `identifiers.${system}`;
    const order: readonly string[] = isPolicyField(field) ? FIELD_POLICY[field].order : [];
    const place = order.indexOf(source);
    return 2 * (place === -1 ? order.length : place) + (isMain ? 0 : 1);
  });
  return Math.min(...ranks);
}

function isPolicyField(field: string): field is PolicyField {
  return Object.hasOwn(FIELD_POLICY, field);
}

function keyOf({ system, leaf }: StatedCode): string {
  return `${system}:${foldName(leaf.value)}`;
}

function systemIndex({ system }: StatedCode): number {
  const index = IDENTIFIER_ORDER.indexOf(system);
  return index === -1 ? IDENTIFIER_ORDER.length : index;
}
