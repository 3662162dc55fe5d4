import type { Claim, ClaimCheckInput, Guide, GuideEntry } from '../../src/model/guide.js';
import { parseNctId } from '../../src/model/identifiers.js';
import { trustWindow } from '../../src/model/status.js';
import type { Intervention, Study } from '../../src/model/study.js';
import type {
  ClaimFacts,
  EntryFacts,
  LinkedStudy,
  StudyPointers,
  StudyVersion,
} from '../../src/merge/merge-facts.types.js';
import { studyFields } from '../../src/sources/clinicaltrials-gov/study-fields.js';

/** Made-up day on which the tests stand. */
export const TODAY = '2026-03-01';
export const WINDOW = trustWindow(TODAY, 365);
/** The real pointers of the registry's records. */
export const POINTERS = Object.fromEntries(
  Object.entries(studyFields).map(([field, { at }]) => [field, at]),
) as StudyPointers;

const EMPTY_STUDY: Omit<Study, 'nctId' | 'briefTitle'> = {
  nctIdAliases: [],
  orgStudyId: null,
  secondaryIds: [],
  officialTitle: null,
  acronym: null,
  organization: null,
  studyType: null,
  phases: [],
  overallStatus: null,
  lastKnownStatus: null,
  whyStopped: null,
  statusVerifiedDate: null,
  startDate: null,
  primaryCompletionDate: null,
  completionDate: null,
  firstSubmitDate: null,
  firstPostDate: null,
  lastUpdateSubmitDate: null,
  lastUpdatePostDate: null,
  resultsFirstSubmitDate: null,
  resultsFirstPostDate: null,
  leadSponsor: null,
  collaborators: [],
  responsibleParty: null,
  oversight: null,
  briefSummary: null,
  detailedDescription: null,
  conditions: [],
  keywords: [],
  design: null,
  enrollmentCount: null,
  enrollmentType: null,
  armGroups: [],
  interventions: [],
  primaryOutcomes: [],
  secondaryOutcomes: [],
  otherOutcomes: [],
  eligibility: null,
  centralContacts: [],
  overallOfficials: [],
  locations: [],
  references: [],
  seeAlsoLinks: [],
  ipdSharing: null,
  conditionMeshTerms: [],
  conditionMeshAncestors: [],
  interventionMeshTerms: [],
  interventionMeshAncestors: [],
  documents: [],
  hasResults: false,
};

/** A made-up study with the given fields. */
function madeUpStudy(fields: Partial<Study> = {}): Study {
  const nctId = parseNctId('NCT00000001');
  if (nctId === null) throw new Error('no NCT number');
  return { ...EMPTY_STUDY, nctId, briefTitle: 'A made-up study', ...fields };
}

/** An intervention of which only the name and type matter. */
export function madeUpIntervention(name: string, fields: Partial<Intervention> = {}): Intervention {
  return { type: 'DRUG', name, description: null, armGroupLabels: [], otherNames: [], ...fields };
}

/** A version of a made-up study: live, seen on its own day. */
export function madeUpVersion(
  dataDate: string | null,
  fields: Partial<Study>,
  about: Partial<StudyVersion> = {},
): StudyVersion {
  const study = madeUpStudy({ statusVerifiedDate: dataDate, ...fields });
  return {
    nctId: study.nctId,
    study,
    dataDate,
    seenOn: dataDate,
    sourceUpdatedAt: dataDate,
    retrievedAt: `${dataDate ?? TODAY}T06:00:00.000Z`,
    origin: 'live',
    url: `https://clinicaltrials.gov/study/${study.nctId}`,
    ...about,
  };
}

/** A made-up linked study: live, seen and verified today, primary scope, experimental role. */
export function madeUpLink(nctId: string, fields: Partial<LinkedStudy> = {}): LinkedStudy {
  return {
    nctId,
    briefTitle: `Made-up study ${nctId}`,
    overallStatus: 'RECRUITING',
    lastKnownStatus: null,
    phases: ['PHASE2'],
    statusVerifiedDate: TODAY,
    seenOn: TODAY,
    origin: 'live',
    lastUpdatePostDate: { date: '2026-02-01', type: 'ACTUAL' },
    url: `https://clinicaltrials.gov/study/${nctId}`,
    dataDate: TODAY,
    retrievedAt: `${TODAY}T06:00:00.000Z`,
    sourceUpdatedAt: '2026-02-01',
    role: 'experimental',
    scope: 'primary',
    ...fields,
  };
}

/** A made-up claim with the given check. */
export function madeUpClaim(check: ClaimCheckInput, fields: Partial<Claim> = {}): Claim {
  const sectionId = 'made-up-section';
  return {
    claimId: 'made-up',
    entryIds: ['made-up'],
    sectionId,
    text: 'A made-up claim.',
    attribution: null,
    check,
    ...fields,
  };
}

/** Facts of a claim check in which nothing is known. */
export function claimFacts(fields: Partial<ClaimFacts> = {}): ClaimFacts {
  return {
    guideId: 'made-up-guide',
    today: TODAY,
    window: WINDOW,
    pointers: POINTERS,
    condition: { name: 'made-up condition', terms: [], relatedTerms: [], isAdvanced: false },
    coverage: 'complete',
    versions: new Map(),
    linkedStudies: new Map(),
    drugs: new Map(),
    publications: new Map(),
    previous: new Map(),
    ...fields,
  };
}

/** Facts of an entry of which nothing is known. */
export function entryFacts(fields: Partial<EntryFacts> = {}): EntryFacts {
  const publications = { studies: [], byStudy: new Map(), pointers: {} };
  const nothing = { linkedStudies: [], versions: [], drug: null, publications, checks: [] };
  return { window: WINDOW, pointers: POINTERS, ...nothing, ...fields };
}

/** A made-up entry with every kind of text in it. */
export function madeUpEntry(fields: Partial<GuideEntry> = {}): GuideEntry {
  return {
    guideId: 'made-up-guide',
    entryId: 'made-up',
    sectionId: 'made-up-section',
    kind: 'procedure',
    title: 'Made-up subject',
    text: ['First paragraph.', 'Second paragraph.'],
    listedAs: null,
    names: { preferred: 'made-up', synonyms: ['invented'], brands: [], codes: ['MU/1'] },
    identifiers: [{ system: 'mesh', code: 'D1', label: 'Made up', origin: 'a made-up vocabulary' }],
    match: {
      terms: ['made-up'],
      weakTerms: [],
      contexts: [],
      notTerms: [],
      mesh: ['D1'],
      interventionTypes: ['PROCEDURE'],
      onlyConditions: [],
    },
    include: [],
    exclude: [],
    nctId: null,
    ...fields,
  };
}

/** A made-up guide of one section around the given entries and claims. */
export function madeUpGuide(entries: GuideEntry[], claims: Claim[] = []): Guide {
  const entryIds = entries.map(({ entryId }) => entryId);
  return {
    guideId: 'made-up-guide',
    title: 'A made-up guide',
    language: 'en',
    audience: 'testers',
    licence: 'CC0-1.0',
    editors: [],
    about: [],
    statedOn: null,
    synonyms: [],
    condition: {
      name: 'made-up condition',
      match: { primary: { terms: [], mesh: [] }, related: [], basketTerms: [] },
    },
    follow: { conditions: [], nctIds: [] },
    sections: [{ sectionId: 'made-up-section', title: 'Made-up section', text: [], entryIds }],
    entries,
    claims,
  };
}
