import type { IdentityCode, RecordIdentity } from '../../model/drug-identity.js';
import { foldName, spellingsOf } from '../../model/drug-names.js';
import type { FollowedDrug } from '../../model/question.js';
import type { RecordOf, ReferenceKind } from '../../model/reference-record.js';

/** Kinds of records that are about a substance and state which one. */
export type IdentifiedKind = Exclude<ReferenceKind, 'report-counts' | 'publication'>;

/** A label's own product data begin with its names, then list every ingredient; further words are no names of it. */
const LEADING_WORDS = 8;
const LONGEST_NAME = 4;

/** What a record states of its own identity. */
export const RECORD_IDENTITY: {
  readonly [K in IdentifiedKind]: (record: RecordOf<K>, drug: FollowedDrug) => RecordIdentity;
} = {
  label: (label) => ({
    codes: [
      ...coded('unii', label.uniis),
      ...coded('spl-set-id', [label.setId]),
      ...coded('fda-application', label.applicationNumbers),
    ],
    names: namesOfLabel(label),
    substances: label.substanceNames,
  }),
  application: (application) => {
    const ingredients = application.products.flatMap((product) => product.activeIngredients.map(({ name }) => name));
    const { uniis, applicationNumber, substanceNames } = application;
    return {
      codes: [...coded('unii', uniis), ...coded('fda-application', [applicationNumber])],
      names: [
        ...application.genericNames,
        ...substanceNames,
        ...application.products.flatMap(({ brandName }) => brandName ?? []),
        ...ingredients,
      ],
      substances: substanceNames.length > 0 ? substanceNames : [...new Set(ingredients)],
    };
  },
  recall: ({ uniis, brandNames, genericNames, substanceNames }) => ({
    codes: coded('unii', uniis),
    names: [...brandNames, ...genericNames, ...substanceNames],
    substances: substanceNames,
  }),
  shortage: ({ uniis, genericName, brandNames, genericNames, substanceNames }) => ({
    codes: coded('unii', uniis),
    names: [...stated(genericName), ...brandNames, ...genericNames, ...substanceNames],
    substances: substanceNames,
  }),
  product: ({ uniis, applicationNumber, setIds, brandName, genericName, activeIngredients }) => {
    const substances = activeIngredients.map(({ name }) => name);
    return {
      codes: [
        ...coded('unii', uniis),
        ...coded('spl-set-id', setIds),
        ...coded('fda-application', stated(applicationNumber)),
      ],
      names: [...stated(brandName), ...stated(genericName), ...substances],
      substances,
    };
  },
  concept: ({ rxcui, formerRxcuis, uniis, name }) => ({
    codes: [...coded('rxnorm', [rxcui, ...formerRxcuis]), ...coded('unii', uniis)],
    names: [name],
    substances: [],
  }),
  // A salt has a code of its own in the thesaurus, so that code differs from the drug's by design and decides nothing.
  term: ({ name, nciConceptId }, drug) => ({
    codes: isSaltOf(name, drug) ? ownCode(nciConceptId, drug) : coded('ncit', stated(nciConceptId)),
    names: [name],
    substances: [],
  }),
};

/** The names of a label; where FDA's block of names is missing, every phrase that its product data begin with. */
function namesOfLabel({ brandNames, genericNames, substanceNames, productData }: RecordOf<'label'>): string[] {
  const names = [...brandNames, ...genericNames, ...substanceNames];
  return names.length > 0 ? names : productData.flatMap(leadingPhrases);
}

function leadingPhrases(text: string): string[] {
  const words = text.trim().split(/\s+/, LEADING_WORDS);
  return words.flatMap((_, start) =>
    Array.from({ length: LONGEST_NAME }, (_unused, more) => words.slice(start, start + more + 1).join(' ')),
  );
}

function isSaltOf(name: string, { names }: FollowedDrug): boolean {
  const generic = foldName(names.preferred);
  return spellingsOf(name).some(({ key, how }) => key === generic && how === 'without-salt');
}

function ownCode(code: string | null, { identifiers }: FollowedDrug): IdentityCode[] {
  const isOwn = identifiers.some(
    ({ system, code: own }) => system === 'ncit' && foldName(own) === foldName(code ?? ''),
  );
  return isOwn ? coded('ncit', stated(code)) : [];
}

function coded(system: IdentityCode['system'], codes: readonly string[]): IdentityCode[] {
  return codes.map((code) => ({ system, code }));
}

function stated(value: string | null): string[] {
  return value === null ? [] : [value];
}
