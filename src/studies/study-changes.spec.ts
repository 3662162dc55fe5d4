import { describe, expect, it } from '@jest/globals';
import type { Study } from '../model/study.js';
import { mapStudyRecord } from '../sources/clinicaltrials-gov/mapper.js';
import { movedFields, updatedChange } from './study-changes.js';

function study(modules: Record<string, unknown> = {}): Study {
  const raw = {
    protocolSection: {
      identificationModule: { nctId: 'NCT00000001', briefTitle: 'Made-up study' },
      statusModule: { overallStatus: 'RECRUITING' },
      designModule: { phases: ['PHASE1', 'PHASE2'] },
      eligibilityModule: { sex: 'FEMALE', minimumAge: '18 Years' },
      ...modules,
    },
  };
  const result = mapStudyRecord(raw, { retrievedAt: '2026-11-24T09:00:00.000Z', origin: 'live', dataDate: null });
  if ('rejection' in result) throw new Error('the made-up study must be readable');
  return result.record.data;
}

describe('what changed in a study', () => {
  it('is nothing between equal records', () => {
    expect(movedFields(study(), study())).toEqual([]);
  });

  it('names the fields that differ and spells out a new status', () => {
    const change = updatedChange(
      study(),
      study({ statusModule: { overallStatus: 'COMPLETED' }, designModule: { phases: [] } }),
    );
    expect(change).toMatchObject({ subject: 'study:NCT00000001', kind: 'updated' });
    expect(change.fields).toEqual(['phases', 'overallStatus']);
    expect(change.text).toBe('Recruitment status: RECRUITING -> COMPLETED. Changed: phases.');
  });
});
