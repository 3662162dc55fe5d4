import type { NctId } from '../../src/model/identifiers.js';

/** A text that runs something wherever it is taken for markup. */
export const ATTACK =
  '</script><script>alert(1)</script><img src=x onerror=alert(2)>" onfocus="alert(3)" x=\'\u202ederevoceR\u0000\u2028{{7*7}}${7*7}<!--]]>';

/** A made-up record with one text in every place that the pages show. */
export function hostileRecord(nctId: NctId, text: string, short: string, summary: string): Record<string, unknown> {
  return {
    protocolSection: {
      identificationModule: {
        nctId,
        briefTitle: text,
        officialTitle: text,
        acronym: short,
        orgStudyIdInfo: { id: short },
        secondaryIdInfos: [{ id: short, type: 'OTHER', domain: short, link: 'javascript:alert(4)' }],
        organization: { fullName: short, class: 'OTHER' },
      },
      statusModule: { overallStatus: 'RECRUITING', statusVerifiedDate: '2026-10', whyStopped: text },
      sponsorCollaboratorsModule: { leadSponsor: { name: short, class: 'OTHER' }, collaborators: [{ name: short }] },
      descriptionModule: { briefSummary: summary, detailedDescription: text },
      conditionsModule: { conditions: ['Hepatocellular Carcinoma', short], keywords: [short] },
      designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE2'] },
      armsInterventionsModule: {
        armGroups: [{ label: short, type: 'EXPERIMENTAL', description: text, interventionNames: ['Drug: Nivolumab'] }],
        interventions: [
          { type: 'DRUG', name: 'Nivolumab', description: text, armGroupLabels: [short], otherNames: [short] },
          { type: 'DRUG', name: short, description: text },
        ],
      },
      outcomesModule: { primaryOutcomes: [{ measure: text, description: text, timeFrame: short }] },
      eligibilityModule: { eligibilityCriteria: text, sex: 'ALL', minimumAge: short, maximumAge: '99 Years' },
      contactsLocationsModule: {
        centralContacts: [{ name: short, phone: `+1 ${short}`, email: `a@b.example?bcc=${short}` }],
        locations: [
          {
            facility: short,
            status: 'RECRUITING',
            city: short,
            state: short,
            country: short,
            geoPoint: { lat: 1, lon: 2 },
          },
        ],
      },
      referencesModule: { seeAlsoLinks: [{ label: short, url: 'javascript:alert(5)' }] },
    },
    derivedSection: { miscInfoModule: { versionHolder: '2026-11-20' } },
    hasResults: false,
  };
}
