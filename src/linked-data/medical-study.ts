import type {
  CreativeWork,
  MedicalObservationalStudyLeaf,
  MedicalStudyLeaf,
  MedicalTrialLeaf,
  PropertyValue,
  WithContext,
} from 'schema-dts';
import { withoutEmpty } from '../common/without-empty.js';
import type { Reference, SecondaryId } from '../model/study.js';
import { CONTEXT, type Beside, type ServedStudy } from './linked-data.types.js';
import { recordOf, termsOf } from './record.js';
import { identifier, medicalCode, pubmedAddress } from './schema-org.js';
import { studyPlaces } from './study-places.js';
import { studyStatus } from './study-status.js';
import { conditionsOf, subjectsOf } from './study-subjects.js';
import { observationalDesign, trialDesign } from './trial-design.js';

/** Publications that are listed, at most. */
const CITATIONS = 100;
const NCT_NUMBER = 'NCT number';

type MedicalStudyNode = MedicalTrialLeaf | MedicalObservationalStudyLeaf | MedicalStudyLeaf;

/** A study as https://schema.org/MedicalStudy or the type of it that the record states. */
export function medicalStudyOf(study: ServedStudy, beside: Beside): WithContext<MedicalStudyNode> {
  const address = studyAddress(study.nctId, beside);
  return withoutEmpty<WithContext<MedicalStudyNode>>({
    '@context': CONTEXT,
    '@id': address,
    ...typeAndDesign(study),
    name: study.briefTitle,
    alternateName: [study.acronym, study.officialTitle].flatMap((name) =>
      name === study.briefTitle ? [] : (name ?? []),
    ),
    description: study.briefSummary ?? undefined,
    identifier: identifiersOf(study),
    code: medicalCode('ClinicalTrials.gov', study.nctId),
    url: study.url,
    sameAs: study.url,
    status: studyStatus(study),
    healthCondition: conditionsOf(study),
    sponsor: sponsorOf(study),
    studyLocation: studyPlaces(study.locations),
    subjectOf: registryRecord(address, study, beside),
  });
}

/** Address of a study, which is its name in linked data. */
export function studyAddress(nctId: string, { base }: Beside): string {
  return `${base}/v1/trials/${nctId}`;
}

function typeAndDesign(
  study: ServedStudy,
):
  | Pick<MedicalTrialLeaf, '@type' | 'trialDesign' | 'studySubject'>
  | Pick<MedicalObservationalStudyLeaf, '@type' | 'studyDesign'>
  | Pick<MedicalStudyLeaf, '@type'> {
  if (study.studyType === 'INTERVENTIONAL') {
    return { '@type': 'MedicalTrial', trialDesign: trialDesign(study), studySubject: subjectsOf(study) };
  }
  if (study.studyType === 'OBSERVATIONAL') {
    return { '@type': 'MedicalObservationalStudy', studyDesign: observationalDesign(study) };
  }
  return { '@type': 'MedicalStudy' };
}

function identifiersOf({ nctId, nctIdAliases, orgStudyId, secondaryIds }: ServedStudy): PropertyValue[] {
  return [
    identifier(NCT_NUMBER, nctId),
    ...nctIdAliases.map((alias) => identifier(NCT_NUMBER, alias, 'Former NCT number')),
    ...(orgStudyId === null ? [] : [identifier("Organization's own study id", orgStudyId)]),
    ...secondaryIds.map(ofOthers),
  ];
}

/** The registry says what kind of number it is, and sometimes whose. */
function ofOthers({ id, type, domain }: SecondaryId): PropertyValue {
  return identifier(type ?? 'Secondary id', id, domain ?? undefined);
}

function sponsorOf({ leadSponsor }: ServedStudy): MedicalStudyLeaf['sponsor'] {
  if (leadSponsor === null) return undefined;
  return { '@type': leadSponsor.class === 'INDIV' ? 'Person' : 'Organization', name: leadSponsor.name };
}

/** A study is no document and so has no date, language or licence; its record has them. */
function registryRecord(address: string, study: ServedStudy, beside: Beside): CreativeWork {
  const { url, provenance, firstPostDate, lastUpdatePostDate, references } = study;
  const dateModified = lastUpdatePostDate?.date;
  const page = { '@type': 'WebPage', '@id': url, datePublished: firstPostDate?.date, dateModified } as const;
  return recordOf(address, {
    dateModified,
    isBasedOn: page,
    citation: references.slice(0, CITATIONS).flatMap(citationOf),
    ...termsOf([provenance.source], provenance.retrievedAt, beside),
  });
}

function citationOf({ pmid, citation }: Reference): (CreativeWork | string)[] {
  if (pmid === null || !/^\d+$/.test(pmid)) return citation === null ? [] : [citation];
  const url = pubmedAddress(pmid);
  return [{ '@type': 'ScholarlyArticle', '@id': url, url, description: citation ?? undefined }];
}
