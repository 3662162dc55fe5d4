import type { MedicalStudy, PropertyValue, ScholarlyArticleLeaf, WithContext } from 'schema-dts';
import { withoutEmpty } from '../common/without-empty.js';
import { CONTEXT, type Beside, type ServedPublication } from './linked-data.types.js';
import { studyAddress } from './medical-study.js';
import { termsOf } from './record.js';
import { identifier } from './schema-org.js';

/** Words that PubMed has in the place of a language. */
const NO_LANGUAGE: readonly string[] = ['und', 'mul'];

/** A publication as https://schema.org/ScholarlyArticle. */
export function scholarlyArticleOf(publication: ServedPublication, beside: Beside): WithContext<ScholarlyArticleLeaf> {
  const { pmid, title, journal, publishedOn, doi, url, isRetracted, provenance } = publication;
  return withoutEmpty<WithContext<ScholarlyArticleLeaf>>({
    '@context': CONTEXT,
    '@id': `${beside.base}/v1/publications/${pmid}`,
    '@type': 'ScholarlyArticle',
    name: title,
    headline: title,
    identifier: identifiersOf(publication),
    url,
    sameAs: [url, ...(doi === null ? [] : [doiAddress(doi)])],
    // PubMed does not tell people from groups, and so no type is stated.
    author: publication.authors.map((name) => ({ name })) as unknown as ScholarlyArticleLeaf['author'],
    datePublished: publishedOn ?? undefined,
    isPartOf: journal === null ? undefined : { '@type': 'Periodical', name: journal },
    genre: publication.publicationTypes,
    inLanguage: publication.languages.flatMap(languageTag),
    creativeWorkStatus: isRetracted ? 'Retracted' : undefined,
    about: studiesOf(publication, 'states-number', beside),
    mentions: studiesOf(publication, 'names-number', beside),
    ...termsOf([provenance.source], provenance.retrievedAt, beside),
  });
}

function identifiersOf({ pmid, pmcid, doi }: ServedPublication): PropertyValue[] {
  return [
    identifier('PMID', pmid),
    ...(pmcid === null ? [] : [identifier('PMCID', pmcid)]),
    ...(doi === null ? [] : [identifier('DOI', doi)]),
  ];
}

function doiAddress(doi: string): string {
  return `https://doi.org/${doi.split('/').map(encodeURIComponent).join('/')}`;
}

function studiesOf(
  { relatedTo }: ServedPublication,
  relation: ServedPublication['relatedTo']['studies'][number]['relation'],
  beside: Beside,
): MedicalStudy[] {
  return relatedTo.studies
    .filter((study) => study.relation === relation)
    .map(({ nctId }) => ({
      '@type': 'MedicalStudy',
      '@id': studyAddress(nctId, beside),
      identifier: identifier('NCT number', nctId),
    }));
}

/** The tag of BCP 47 for a language code of PubMed (`eng` is `en`). */
function languageTag(code: string): string[] {
  if (NO_LANGUAGE.includes(code) || !/^[a-z]{3}$/.test(code)) return [];
  return Intl.getCanonicalLocales(code);
}
