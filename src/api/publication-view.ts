import { isRetracted } from '../model/publication.js';
import type { Guide } from '../model/guide.js';
import type { RecordOf } from '../model/reference-record.js';
import type { HeldRecord } from '../references/references.types.js';
import type { PublicationDetail } from './schemas/publication.schema.js';

/** What is known of a publication beside its record: the subjects whose answers name it, by part. */
export type BesidePublication = {
  naming: readonly { subject: string; part: string }[];
  guides: readonly Guide[];
  pointers: Readonly<Record<string, string>>;
};

type RelatedTo = PublicationDetail['relatedTo'];

/** Subjects of answers about studies (`study:<NCT number>`). */
const STUDY = 'study:';
/** The part of a study that holds the publications which state its number; another one holds those that only name it. */
const STATES_NUMBER = 'publications';

/** One publication with the studies and claims it is held for. */
export function publicationOf(
  record: HeldRecord<RecordOf<'publication'>>,
  beside: BesidePublication,
): PublicationDetail {
  const { source, key, url, sourceUpdatedAt, retrievedAt, origin } = record;
  const { pmid, title, journal, publishedOn, authors, doi, pmcid, publicationTypes, languages } = record.data;
  return {
    ...{ pmid, title, journal, publishedOn, authors, doi, pmcid, publicationTypes, languages },
    isRetracted: isRetracted(record.data),
    url,
    relatedTo: { studies: studiesOf(beside), claims: claimsOf(beside) },
    provenance: { source, key, url, sourceUpdatedAt, retrievedAt, origin, pointers: { ...beside.pointers } },
  };
}

function studiesOf({ naming }: BesidePublication): RelatedTo['studies'] {
  const parts = naming.filter(({ subject }) => subject.startsWith(STUDY));
  const stating = new Set(parts.filter(({ part }) => part === STATES_NUMBER).map(({ subject }) => subject));
  return [...new Set(parts.map(({ subject }) => subject))].map((subject) => ({
    nctId: subject.slice(STUDY.length),
    relation: stating.has(subject) ? 'states-number' : 'names-number',
  }));
}

function claimsOf({ naming, guides }: BesidePublication): RelatedTo['claims'] {
  const subjects = new Set(naming.map(({ subject }) => subject));
  return guides.flatMap(({ guideId, claims }) =>
    claims.flatMap(({ claimId, check }): RelatedTo['claims'] => {
      if (check.type !== 'publication') return [];
      const isStated = check.identifiers.some((identifier) => subjects.has(`publication:${identifier}`));
      if (isStated) return [{ guideId, claimId, relation: 'stated' }];
      return subjects.has(`claim:${guideId}/${claimId}`) ? [{ guideId, claimId, relation: 'candidate' }] : [];
    }),
  );
}
