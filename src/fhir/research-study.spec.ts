import { describe, expect, it } from '@jest/globals';
import { fhirFaults } from '../../test/support/fhir-validator.js';
import { asReceived, madeUpRecord } from '../../test/support/studies.js';
import { trustWindow } from '../model/status.js';
import { researchStudyOf, type StudyResource } from './research-study.js';

const WINDOW = trustWindow('2026-11-24', 365);
const NUMBER = 'NCT99999901';

/** A made-up record as FHIR. */
function resourceOf(parts: Record<string, unknown> = {}): StudyResource {
  const { data: study, url, dataDate, sourceUpdatedAt, retrievedAt } = asReceived(madeUpRecord(NUMBER, parts));
  const stored = { study, url, dataDate, seenOn: dataDate, sourceUpdatedAt, retrievedAt };
  const resource = researchStudyOf({ ...stored, origin: 'live', version: 1, goneAt: null }, WINDOW);
  expect(fhirFaults(resource)).toEqual([]);
  return resource;
}

const protocol = (modules: Record<string, unknown>): Record<string, unknown> => ({ protocolSection: modules });
const containedIn = (resource: StudyResource, id: string) => resource.contained?.find((each) => each.id === id);

describe('a study as ResearchStudy', () => {
  it('has its number, where and since when it is from, and the sentence that it is no advice', () => {
    expect(resourceOf()).toMatchObject({
      resourceType: 'ResearchStudy',
      id: NUMBER,
      status: 'active',
      title: `Made-up study ${NUMBER}`,
      identifier: [{ use: 'official', system: 'https://clinicaltrials.gov', value: NUMBER }],
      meta: {
        lastUpdated: '2026-11-24T09:00:00.000Z',
        source: `https://clinicaltrials.gov/study/${NUMBER}`,
        tag: [{ code: 'no-medical-advice', display: expect.stringContaining('no medical advice') }],
      },
      note: [{ text: expect.stringContaining('RECRUITING') }],
    });
  });

  it('keeps former, own and other numbers apart', () => {
    const { identifier } = resourceOf(
      protocol({
        identificationModule: {
          nctId: NUMBER,
          briefTitle: 'Made-up study',
          nctIdAliases: ['NCT99999902'],
          orgStudyIdInfo: { id: 'MADE-UP-1' },
          organization: { fullName: 'Made-up University' },
          secondaryIdInfos: [{ id: '2020-000000-00', type: 'EUDRACT_NUMBER' }],
        },
      }),
    );
    expect(identifier).toEqual([
      expect.objectContaining({ use: 'official', value: NUMBER }),
      { use: 'old', system: 'https://clinicaltrials.gov', value: 'NCT99999902' },
      expect.objectContaining({ use: 'secondary', value: 'MADE-UP-1', assigner: { display: 'Made-up University' } }),
      { use: 'secondary', type: { text: 'EUDRACT_NUMBER' }, value: '2020-000000-00' },
    ]);
  });

  it('refers to sponsor, investigator, sites and participants inside itself', () => {
    const resource = resourceOf({
      designModule: { enrollmentInfo: { count: 12, type: 'ACTUAL' } },
      protocolSection: {
        sponsorCollaboratorsModule: {
          leadSponsor: { name: 'Made-up Company', class: 'INDUSTRY' },
          collaborators: [{ name: 'Made-up University', class: 'OTHER' }],
        },
        contactsLocationsModule: {
          overallOfficials: [
            { name: 'Made-up Chair', role: 'STUDY_CHAIR' },
            { name: 'Made-up Person', affiliation: 'Made-up Clinic', role: 'PRINCIPAL_INVESTIGATOR' },
          ],
          locations: [
            {
              facility: 'Made-up Clinic',
              status: 'WITHDRAWN',
              city: 'Lyon',
              country: 'France',
              geoPoint: { lat: 45.7, lon: 4.8 },
            },
            { city: 'Paris', country: 'France' },
          ],
        },
        eligibilityModule: { minimumAge: '18 Years', sex: 'ALL', healthyVolunteers: false },
      },
    });
    expect(resource).toMatchObject({
      sponsor: { reference: '#sponsor', display: 'Made-up Company' },
      principalInvestigator: { reference: '#principal-investigator', display: 'Made-up Person' },
      site: [{ reference: '#site-1' }, { reference: '#site-2' }],
      enrollment: [{ reference: '#participants' }],
      location: [{ text: 'France' }],
    });
    expect(containedIn(resource, 'site-1')).toMatchObject({
      position: { latitude: 45.7, longitude: 4.8 },
      description: 'The position is that of the city.',
      extension: [{ valueCoding: { code: 'WITHDRAWN' } }],
    });
    expect(containedIn(resource, 'participants')).toMatchObject({
      actual: true,
      quantity: 12,
      characteristic: expect.arrayContaining([
        { code: { text: 'Minimum age' }, valueCodeableConcept: { text: '18 Years' }, exclude: false },
        { code: { text: 'Healthy volunteers' }, valueBoolean: true, exclude: true },
      ]),
    });
  });

  it('claims no participants who were only planned', () => {
    const planned = resourceOf({ designModule: { enrollmentInfo: { count: 0, type: 'ESTIMATED' } } });
    expect(containedIn(planned, 'participants')).toMatchObject({ actual: false, quantity: 0 });
  });

  it('keeps partial dates partial, says which are planned, and never turns a period round', () => {
    const statusModule = {
      startDateStruct: { date: '2024-05', type: 'ACTUAL' },
      completionDateStruct: { date: '2024', type: 'ESTIMATED' },
    };
    const { period } = resourceOf({ statusModule });
    expect(period).toMatchObject({ start: '2024-05', end: '2024' });
    expect(period?._end?.extension).toMatchObject([{ valueCoding: { code: 'ESTIMATED' } }]);
    const impossible = resourceOf({ statusModule: { ...statusModule, completionDateStruct: { date: '2023-12' } } });
    expect(impossible.period).not.toHaveProperty('end');
    expect(impossible.note).toContainEqual({
      text: expect.stringContaining('2023-12, before its start date, 2024-05'),
    });
  });

  it('shows arms, what is measured, publications and pages', () => {
    const resource = resourceOf(
      protocol({
        armsInterventionsModule: {
          armGroups: [{ label: 'Made-up arm', type: 'EXPERIMENTAL', interventionNames: ['Drug: Inventinib'] }],
          interventions: [{ type: 'DRUG', name: 'Inventinib' }],
        },
        outcomesModule: {
          primaryOutcomes: [{ measure: 'Survival', timeFrame: '2 years' }],
          otherOutcomes: [{ measure: 'Made-up measure' }],
        },
        referencesModule: {
          references: [{ pmid: '99000001', type: 'RESULT', citation: 'Made-up citation.' }],
          seeAlsoLinks: [
            { label: 'Made-up page', url: 'https://example.org/a' },
            { label: 'No address', url: 'see our page' },
          ],
        },
      }),
    );
    expect(resource.arm).toMatchObject([
      { name: 'Made-up arm', type: { text: 'EXPERIMENTAL' }, extension: [{ valueString: 'Drug: Inventinib' }] },
    ]);
    expect(resource.focus).toMatchObject([{ text: 'Inventinib', coding: [{ code: 'DRUG' }] }]);
    expect(resource.objective).toMatchObject([
      { name: 'Survival', type: { coding: [{ code: 'primary' }] }, extension: [{ valueString: '2 years' }] },
      { name: 'Made-up measure', type: { coding: [{ code: 'exploratory' }] } },
    ]);
    expect(resource.relatedArtifact?.slice(1)).toEqual([
      expect.objectContaining({
        type: 'citation',
        label: 'PMID 99000001',
        url: 'https://pubmed.ncbi.nlm.nih.gov/99000001/',
      }),
      { type: 'documentation', display: 'Made-up page', url: 'https://example.org/a' },
      { type: 'documentation', display: 'No address', citation: 'see our page' },
    ]);
  });

  it('says why a study stopped in the words of the record', () => {
    const stopped = resourceOf({ statusModule: { overallStatus: 'TERMINATED', whyStopped: 'Made-up reason' } });
    expect(stopped).toMatchObject({ status: 'administratively-completed', reasonStopped: { text: 'Made-up reason' } });
  });

  it('knows the purposes that FHIR has codes for, and leaves others as text', () => {
    const purpose = (primaryPurpose: string) =>
      resourceOf({ designModule: { designInfo: { primaryPurpose } } }).primaryPurposeType;
    expect(purpose('SUPPORTIVE_CARE')).toMatchObject({
      coding: [{ code: 'supportive-care' }],
      text: 'SUPPORTIVE_CARE',
    });
    expect(purpose('ECT')).toEqual({ text: 'ECT' });
  });
});
