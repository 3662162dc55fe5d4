import type { Provenance } from 'fhir/r4.js';
import type { Origin } from '../model/provenance.js';
import type { SourceAbout } from '../sources/source.js';
import type { VersionAbout } from '../studies/study-reader.store.js';
import { extension, NCT_SYSTEM } from './fhir-words.js';
import { metaOf } from './meta.js';
import { withoutEmpty } from '../common/without-empty.js';

const AGENT_TYPE = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';

/** How a record reached us, in words. */
const ACTIVITY: Record<Origin, string> = {
  live: 'Pulled from the source',
  bundled: 'Shipped with the service as the source sent it',
  assembled: 'Put together from captures of public pages; not the record as the source sends it',
};

/** Id of the provenance of one version of a study. */
function provenanceId(nctId: string, version: number): string {
  return `${nctId}-${version}`;
}

/** Where one version of a study is from (https://hl7.org/fhir/R4/provenance.html). */
export function provenanceOf(
  study: { nctId: string; url: string },
  version: VersionAbout,
  about: Pick<SourceAbout, 'title' | 'attribution' | 'licence'>,
): Provenance {
  const { n, dataDate, sourceUpdatedAt, retrievedAt, origin } = version;
  const agent = (code: string, display: string): Provenance['agent'][number] => ({
    type: { coding: [{ system: AGENT_TYPE, code }] },
    who: { display },
  });
  return withoutEmpty({
    resourceType: 'Provenance',
    id: provenanceId(study.nctId, n),
    meta: metaOf(retrievedAt, study.url),
    extension: [
      ...extension('origin', origin, (value) => ({ valueCode: value })),
      ...extension('as-of', dataDate, (value) => ({ valueDate: value })),
    ],
    target: [{ reference: `ResearchStudy/${study.nctId}` }],
    occurredDateTime: sourceUpdatedAt ?? undefined,
    recorded: retrievedAt,
    activity: { text: ACTIVITY[origin] },
    agent: [agent('custodian', `${about.attribution} Licence: ${about.licence}`), agent('assembler', 'Trialweave')],
    entity: [
      {
        role: 'source',
        what: {
          identifier: { system: NCT_SYSTEM, value: study.nctId },
          display: `${about.title} record ${study.nctId}, version ${n} as seen here: ${study.url}`,
        },
      },
    ],
  });
}
