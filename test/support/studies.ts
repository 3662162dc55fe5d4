import { contentHash } from '../../src/model/content-hash.js';
import type { SourceRecord } from '../../src/sources/source.js';
import type { Study } from '../../src/model/study.js';
import { mapStudyRecord } from '../../src/sources/clinicaltrials-gov/mapper.js';
import type { Origin } from '../../src/model/provenance.js';

/** A made-up raw registry record with just what a test needs. */
export function madeUpRecord(nctId: string, parts: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    protocolSection: {
      identificationModule: { nctId, briefTitle: `Made-up study ${nctId}` },
      statusModule: {
        overallStatus: 'RECRUITING',
        statusVerifiedDate: '2026-10',
        ...(parts['statusModule'] as object),
      },
      designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE2'], ...(parts['designModule'] as object) },
      conditionsModule: { conditions: ['Made-up condition'], ...(parts['conditionsModule'] as object) },
      ...(parts['protocolSection'] as object),
    },
    derivedSection: { miscInfoModule: { versionHolder: '2026-11-20' } },
    hasResults: false,
  };
}

/** A raw record as its source would hand it to storage. */
export function asReceived(
  raw: unknown,
  origin: Origin = 'live',
  retrievedAt = '2026-11-24T09:00:00.000Z',
): SourceRecord<Study> {
  const result = mapStudyRecord(raw, { retrievedAt, origin, dataDate: null });
  if ('rejection' in result) throw new Error(`unreadable: ${contentHash(result.rejection.problems)}`);
  return result.record;
}
