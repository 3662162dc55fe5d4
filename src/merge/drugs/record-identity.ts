import type { IdentityCode, RecordIdentity } from '../../model/drug-identity.js';
import { foldName, spellingsOf } from '../../model/drug-names.js';
import type { FollowedDrug } from '../../model/question.js';
import type { RecordOf, ReferenceKind } from '../../model/reference-record.js';

/** Kinds of records that are about a substance and state which one. */
export type IdentifiedKind = Exclude<ReferenceKind, 'report-counts' | 'publication'>;

/** A product's description begins with its names, then goes on about it; further words are no names of it. */
const LEADING_WORDS = 8;
const LONGEST_NAME = 4;
/** Behind these words a description speaks of what the product is for, or does not hold. */
const NO_LONGER_NAMES = /\s(?:for|without|not|non|compatible|used)\s.*$/is;

/** What a record states of its own identity. */
export const RECORD_IDENTITY: {
  readonly [K in IdentifiedKind]: (record: RecordOf<K>, drug: FollowedDrug) => RecordIdentity;
} = {
  label: (label) => ({
    substanceCodes: coded('unii', label.uniis),
    productCodes: [
      ...coded('spl-set-id', [label.setId]),
      ...coded('fda-application', label.applicationNumbers),
      ...coded('rxnorm', label.rxcuis),
    ],
    ...namedBy(label, label.productData),
    substances: label.substanceNames,
  }),
  application: (application) => {
    const ingredients = application.products.flatMap((product) => product.activeIngredients.map(({ name }) => name));
    const { uniis, rxcuis, applicationNumber, substanceNames } = application;
    return {
      substanceCodes: coded('unii', uniis),
      productCodes: [...coded('fda-application', [applicationNumber]), ...coded('rxnorm', rxcuis)],
      names: [
        ...application.genericNames,
        ...substanceNames,
        ...application.products.flatMap(({ brandName }) => brandName ?? []),
        ...ingredients,
      ],
      substances: substanceNames.length > 0 ? substanceNames : [...new Set(ingredients)],
      mentions: [],
    };
  },
  recall: (recall) => ({
    substanceCodes: coded('unii', recall.uniis),
    productCodes: coded('rxnorm', recall.rxcuis),
    ...namedBy(recall, stated(recall.productDescription)),
    substances: recall.substanceNames,
  }),
  shortage: ({ uniis, rxcuis, genericName, brandNames, genericNames, substanceNames }) => ({
    substanceCodes: coded('unii', uniis),
    productCodes: coded('rxnorm', rxcuis),
    names: [...stated(genericName), ...brandNames, ...genericNames, ...substanceNames],
    substances: substanceNames,
    mentions: [],
  }),
  product: ({ uniis, rxcuis, applicationNumber, setIds, brandName, genericName, activeIngredients }) => {
    const substances = activeIngredients.map(({ name }) => name);
    return {
      substanceCodes: coded('unii', uniis),
      productCodes: [
        ...coded('spl-set-id', setIds),
        ...coded('fda-application', stated(applicationNumber)),
        ...coded('rxnorm', rxcuis),
      ],
      names: [...stated(brandName), ...stated(genericName), ...substances],
      substances,
      mentions: [],
    };
  },
  concept: ({ rxcui, formerRxcuis, uniis, preciseUniis, name }) => ({
    substanceCodes: [...coded('rxnorm', [rxcui, ...formerRxcuis]), ...coded('unii', [...uniis, ...preciseUniis])],
    productCodes: [],
    names: [name],
    substances: [],
    mentions: [],
  }),
  // A salt has a code of its own in the thesaurus, so that code differs from the drug's by design and decides nothing.
  term: ({ name, nciConceptId }, drug) => ({
    substanceCodes: isSaltOf(name, drug) ? ownCode(nciConceptId, drug) : coded('ncit', stated(nciConceptId)),
    productCodes: [],
    names: [name],
    substances: [],
    mentions: [],
  }),
};

/** The names of a product; where FDA's block of names is missing, every phrase that its description begins with. */
function namedBy(
  {
    brandNames,
    genericNames,
    substanceNames,
  }: Pick<RecordOf<'label'>, 'brandNames' | 'genericNames' | 'substanceNames'>,
  descriptions: readonly string[],
): Pick<RecordIdentity, 'names' | 'mentions'> {
  const names = [...brandNames, ...genericNames, ...substanceNames];
  if (names.length > 0) return { names, mentions: [] };
  return { names: descriptions.flatMap(leadingPhrases), mentions: descriptions.flatMap((text) => phrasesOf(text)) };
}

function leadingPhrases(text: string): string[] {
  return phrasesOf(text.replace(NO_LONGER_NAMES, ''), LEADING_WORDS);
}

/** Every run of a few words; commas are no part of them, so that none joins two names. */
function phrasesOf(text: string, most?: number): string[] {
  const words = text.trim().split(/[\s,]+/, most);
  return words.flatMap((_, start) =>
    Array.from({ length: LONGEST_NAME }, (_unused, more) => words.slice(start, start + more + 1).join(' ')),
  );
}

function isSaltOf(name: string, { names }: FollowedDrug): boolean {
  const generic = foldName(names.preferred);
  return spellingsOf(name).some(({ key, how }) => key === generic && how === 'without-salt');
}

function ownCode(code: string | null, { identifiers }: FollowedDrug): RecordIdentity['substanceCodes'] {
  const isOwn = identifiers.some(
    ({ system, code: own }) => system === 'ncit' && foldName(own) === foldName(code ?? ''),
  );
  return isOwn ? coded('ncit', stated(code)) : [];
}

function coded<S extends IdentityCode['system']>(system: S, codes: readonly string[]): { system: S; code: string }[] {
  return codes.map((code) => ({ system, code }));
}

function stated(value: string | null): string[] {
  return value === null ? [] : [value];
}
