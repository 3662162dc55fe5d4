import type { TestDatabase } from './databases.js';
import { SHIPPED_GUIDES } from './pipeline.js';
import { ReferencesPipeline } from './references-pipeline.js';
import { madeUpRecord } from './studies.js';

/** Numbers of the made-up studies, newest first. */
export const MADE_UP = Array.from({ length: 12 }, (_, i) => `NCT999999${String(10 + i)}`);

/** What the titles begin with; long ones, as registries have them. */
export const MADE_UP_TITLE = 'Made-up study of nivolumab for a test, with a title that needs more than one line';

function study(nctId: string, i: number): unknown {
  return madeUpRecord(nctId, {
    statusModule: {
      overallStatus: i === 0 ? 'COMPLETED' : 'RECRUITING',
      statusVerifiedDate: '2026-10',
      lastUpdatePostDateStruct: { date: `2026-10-${String(28 - i)}` },
    },
    conditionsModule: { conditions: ['Hepatocellular Carcinoma'] },
    protocolSection: {
      identificationModule: { nctId, briefTitle: `${MADE_UP_TITLE} <b>${String(i)}</b>` },
      armsInterventionsModule: { interventions: [{ type: 'DRUG', name: 'Nivolumab' }] },
      contactsLocationsModule: {
        locations: [
          { city: 'Paris', country: 'France', geoPoint: { lat: 48.85, lon: 2.35 } },
          ...['Spain', 'Italy', 'Japan', 'Brazil', 'Canada'].map((country) => ({ city: 'Made-up', country })),
        ],
      },
    },
  });
}

/** The whole service on made-up studies of an entry of the shipped guide, freshly read from its registry. */
export async function serveForEmbeds(create: () => Promise<TestDatabase>): Promise<ReferencesPipeline> {
  const service = await ReferencesPipeline.open({ create, guides: SHIPPED_GUIDES, studies: MADE_UP.map(study) });
  await service.sync('clinicaltrials-gov');
  return service;
}
