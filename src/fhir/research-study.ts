import type { ContactDetail, Element, Extension, FhirResource, Period, ResearchStudy } from 'fhir/r4.js';
import { earliestDay, latestDay } from '../model/partial-date.js';
import type { TrustWindow } from '../model/status.js';
import type { ArmGroup, Contact, Outcome, Study, StudyDate } from '../model/study.js';
import type { StoredStudy } from '../studies/study-reader.store.js';
import { location, organization, participants, practitionerRole } from './contained.js';
import { extension, registryConcept, registryWord } from './fhir-words.js';
import { identifiersOf } from './identifiers.js';
import { conceptsWithMesh } from './mesh.js';
import { metaOf } from './meta.js';
import { phaseConcept } from './phase.js';
import { primaryPurpose } from './primary-purpose.js';
import { relatedArtifacts } from './related-artifacts.js';
import { statusElements, statusSentence, type FhirStatus, type StatusStatement } from './research-study-status.js';
import { withoutEmpty } from '../common/without-empty.js';

/** A ResearchStudy (https://hl7.org/fhir/R4/researchstudy.html) whose status may say why it is absent instead. */
export type StudyResource = Omit<ResearchStudy, 'status'> & { status?: FhirStatus | undefined };

/** A study as FHIR shows it on a day. */
export function researchStudyOf(stored: StoredStudy, window: TrustWindow): StudyResource {
  const { study, url, retrievedAt } = stored;
  const statement: StatusStatement = { ...study, seenOn: stored.seenOn, origin: stored.origin, asOf: stored.dataDate };
  const { extension: statusExtensions, ...status } = statusElements(statement, window);
  return withoutEmpty({
    resourceType: 'ResearchStudy',
    id: study.nctId,
    meta: metaOf(retrievedAt, url),
    extension: [...statusExtensions, ...extensionsOf(stored)],
    identifier: identifiersOf(study),
    title: study.briefTitle,
    ...status,
    ...contentOf(study, url),
    ...withContained(study),
    note: [statusSentence(statement, window), ...impossiblePeriod(study)].map((text) => ({ text })),
  });
}

/** What the record states and R4 has an element for, in the order of the resource. */
function contentOf(study: Study, url: string): Partial<ResearchStudy> {
  const type = registryConcept('studyType', study.studyType);
  const interventions = study.interventions.map(({ name }) => name);
  return {
    primaryPurposeType: primaryPurpose(study.design?.primaryPurpose ?? null),
    phase: phaseConcept(study.phases),
    ...(type === undefined ? {} : { category: [type] }),
    focus: conceptsWithMesh(interventions, study.interventionMeshTerms).map((concept, i) => {
      const kind = study.interventions[i]?.type ?? null;
      return kind === null
        ? concept
        : { ...concept, coding: [...(concept.coding ?? []), registryWord('interventionType', kind)] };
    }),
    condition: conceptsWithMesh(study.conditions, study.conditionMeshTerms),
    contact: study.centralContacts.map(contactDetail),
    relatedArtifact: relatedArtifacts(study, url),
    keyword: study.keywords.map((text) => ({ text })),
    location: countriesOf(study).map((text) => ({ text })),
    description: [study.briefSummary, study.detailedDescription].filter((text) => text !== null).join('\n\n'),
    period: periodOf(study),
    ...(study.whyStopped === null ? {} : { reasonStopped: { text: study.whyStopped } }),
    arm: study.armGroups.map(armOf),
    objective: [
      ...study.primaryOutcomes.map((outcome) => objectiveOf(outcome, 'primary')),
      ...study.secondaryOutcomes.map((outcome) => objectiveOf(outcome, 'secondary')),
      ...study.otherOutcomes.map((outcome) => objectiveOf(outcome, 'exploratory')),
    ],
  };
}

/** What R4 shows as resources of their own, inside the study, with the references to them. */
function withContained(study: Study): Partial<ResearchStudy> {
  const { leadSponsor, locations } = study;
  const investigator = study.overallOfficials.find(({ role }) => role === 'PRINCIPAL_INVESTIGATOR') ?? null;
  const group = participants('participants', study);
  const contained: FhirResource[] = [
    ...(leadSponsor === null ? [] : [organization('sponsor', leadSponsor)]),
    ...study.collaborators.map((each, i) => organization(`collaborator-${i + 1}`, each)),
    ...(investigator === null ? [] : [practitionerRole('principal-investigator', investigator)]),
    ...locations.map((site, i) => location(`site-${i + 1}`, site)),
    ...(group === null ? [] : [group]),
  ];
  return {
    contained,
    ...(group === null ? {} : { enrollment: [{ reference: '#participants' }] }),
    ...(leadSponsor === null ? {} : { sponsor: { reference: '#sponsor', display: leadSponsor.name } }),
    ...(investigator === null
      ? {}
      : { principalInvestigator: { reference: '#principal-investigator', display: investigator.name ?? undefined } }),
    site: locations.map(({ facility }, i) => ({ reference: `#site-${i + 1}`, display: facility ?? undefined })),
  };
}

function extensionsOf({ study, origin }: StoredStudy): Extension[] {
  const asText = (value: string): Omit<Extension, 'url'> => ({ valueString: value });
  return [
    ...extension('origin', origin, (value) => ({ valueCode: value })),
    ...extension('official-title', study.officialTitle, asText),
    ...extension('acronym', study.acronym, asText),
    ...dateExtension('primary-completion-date', study.primaryCompletionDate),
    ...dateExtension('first-posted', study.firstPostDate),
    ...dateExtension('last-update-posted', study.lastUpdatePostDate),
    ...extension('has-results', study.hasResults, (value) => ({ valueBoolean: value })),
    ...study.collaborators.flatMap((_, i) =>
      extension('collaborator', `#collaborator-${i + 1}`, (reference) => ({ valueReference: { reference } })),
    ),
  ];
}

function dateExtension(
  name: 'primary-completion-date' | 'first-posted' | 'last-update-posted',
  date: StudyDate | null,
): Extension[] {
  return extension(name, date, (stated) => ({ valueDate: stated.date, _valueDate: dateType(stated) }));
}

/** Whether a date has come or is planned, beside the date. */
function dateType({ type }: StudyDate): Element {
  return { extension: extension('date-type', type, (word) => ({ valueCoding: registryWord('dateType', word) })) };
}

function periodOf({ startDate, completionDate, ...study }: Study): Period {
  const isImpossible = impossiblePeriod({ startDate, completionDate, ...study }).length > 0;
  const end = isImpossible ? null : completionDate;
  return {
    ...(startDate === null ? {} : { start: startDate.date, _start: dateType(startDate) }),
    ...(end === null ? {} : { end: end.date, _end: dateType(end) }),
  };
}

/** FHIR allows no period that ends before it begins; where the record states one, a sentence does. */
function impossiblePeriod({ startDate, completionDate }: Pick<Study, 'startDate' | 'completionDate'>): string[] {
  if (startDate === null || completionDate === null) return [];
  if (latestDay(completionDate.date) >= earliestDay(startDate.date)) return [];
  return [`The record states a completion date, ${completionDate.date}, before its start date, ${startDate.date}.`];
}

function contactDetail({ name, phone, email }: Contact): ContactDetail {
  return {
    name: name ?? undefined,
    telecom: [
      ...(phone === null ? [] : [{ system: 'phone' as const, value: phone }]),
      ...(email === null ? [] : [{ system: 'email' as const, value: email }]),
    ],
  };
}

function countriesOf({ locations }: Study): string[] {
  return [...new Set(locations.map(({ country }) => country).filter((country) => country !== null))];
}

function armOf({ label, type, description, interventionNames }: ArmGroup): NonNullable<ResearchStudy['arm']>[number] {
  return {
    extension: interventionNames.flatMap((name) =>
      extension('arm-intervention', name, (value) => ({ valueString: value })),
    ),
    name: label,
    type: registryConcept('armType', type),
    description: description ?? undefined,
  };
}

/** R4 has objectives but no outcome measures; what a study measures stands there as what it is after. */
function objectiveOf(outcome: Outcome, code: string): NonNullable<ResearchStudy['objective']>[number] {
  const system = 'http://terminology.hl7.org/CodeSystem/research-study-objective-type';
  const asText = (value: string): Omit<Extension, 'url'> => ({ valueString: value });
  return {
    extension: [
      ...extension('outcome-description', outcome.description, asText),
      ...extension('outcome-time-frame', outcome.timeFrame, asText),
    ],
    name: outcome.measure,
    type: { coding: [{ system, code }] },
  };
}
