import type { CreativeWork, DrugClass as LinkedClass, DrugLeaf, MedicalCode, WithContext } from 'schema-dts';
import { withoutEmpty } from '../common/without-empty.js';
import type { DrugClass, DrugIdentifier, DrugNameKind, ReferenceLabel } from '../model/drug.js';
import { CONTEXT, type Beside, type ServedDrug } from './linked-data.types.js';
import { recordOf, termsOf } from './record.js';
import { medicalCode } from './schema-org.js';

/** Vocabularies whose codes name the substance; numbers of labels and applications name products. */
const SYSTEMS: Readonly<Record<string, string>> = {
  rxnorm: 'RxNorm',
  unii: 'UNII',
  atc: 'ATC',
  ncit: 'NCI Thesaurus',
  mesh: 'MeSH',
  cas: 'CAS',
};

/** Names that stand for the drug itself; a salt or a biosimilar is another thing. */
const ALIASES: readonly DrugNameKind[] = ['brand', 'code', 'abbreviation', 'synonym'];

/** A drug as https://schema.org/Drug. */
export function drugOf(drug: ServedDrug, beside: Beside): WithContext<DrugLeaf> {
  const address = `${beside.base}/v1/drugs/${drug.drugId}`;
  const codes = ownCodes(drug);
  const generic = namesOf(drug, ['generic']);
  return withoutEmpty({
    '@context': CONTEXT,
    '@id': address,
    '@type': 'Drug',
    name: drug.name,
    nonProprietaryName: generic,
    alternateName: namesOf(drug, ALIASES),
    // A UNII of its own says that the drug is one substance.
    activeIngredient: codes.some(({ system }) => system === 'unii') ? generic : [],
    rxcui: codes.filter(({ system }) => system === 'rxnorm').map(({ code }) => code),
    code: codes.map(codeOf),
    drugClass: drug.classes?.map(classOf),
    description: drug.definition?.text,
    sameAs: drug.definition?.url ?? undefined,
    ...labelOf(drug.label),
    subjectOf: drugRecord(address, drug, beside),
  });
}

function namesOf({ names }: ServedDrug, kinds: readonly DrugNameKind[]): string[] {
  return names.filter(({ kind, isCombination }) => kinds.includes(kind) && !isCombination).map(({ name }) => name);
}

/** Codes of the drug itself: the record labels those of salts and other forms with their names. */
function ownCodes({ name, identifiers }: ServedDrug): DrugIdentifier[] {
  const isOwn = ({ label }: DrugIdentifier): boolean => label === null || label.toLowerCase() === name.toLowerCase();
  return identifiers.filter((each) => each.system in SYSTEMS && isOwn(each));
}

function codeOf({ system, code }: DrugIdentifier): MedicalCode {
  return medicalCode(SYSTEMS[system] ?? system, code);
}

function classOf({ system, name, code }: DrugClass): LinkedClass {
  return { '@type': 'DrugClass', name, code: system === 'atc' && code !== null ? medicalCode('ATC', code) : undefined };
}

/** What a label says holds for the drug only where the product is this drug alone, told by a code. */
function isOfDrugAlone(label: ReferenceLabel | null): label is ReferenceLabel {
  return label !== null && !label.isCombination && label.matchedBy === 'identifier';
}

function labelOf(label: ReferenceLabel | null): Partial<DrugLeaf> {
  if (!isOfDrugAlone(label)) return {};
  return {
    mechanismOfAction: label.mechanismOfAction.join('\n\n'),
    warning: label.boxedWarning.join('\n\n'),
    labelDetails: label.url,
    prescribingInfo: label.url,
  };
}

function drugRecord(address: string, drug: ServedDrug, beside: Beside): CreativeWork {
  const { names, identifiers, classes, label, definition } = drug;
  const isBasedOn: CreativeWork[] = [
    ...(isOfDrugAlone(label) ? [labelDocument(label)] : []),
    ...(definition?.url ? [{ '@type': 'WebPage' as const, '@id': definition.url }] : []),
  ];
  const sources = [...names, ...identifiers, ...(classes ?? [])].flatMap((each) => each.sources);
  const texts = [label === null ? [] : 'openfda', definition === null ? [] : 'nci-drug-dictionary'].flat();
  return recordOf(address, { isBasedOn, ...termsOf([...sources, ...texts], null, beside) });
}

function labelDocument({ url, version, effectiveOn }: ReferenceLabel): CreativeWork {
  return { '@type': 'WebPage', '@id': url, version: version ?? undefined, dateModified: effectiveOn ?? undefined };
}
