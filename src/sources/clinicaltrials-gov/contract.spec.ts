import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { faultIn, studiesPage, versionAnswer } from './contract.js';
import { mapStudyRecord } from './mapper.js';

function recorded(name: string): unknown {
  const file = new URL(`../../../test/fixtures/clinicaltrials-gov/api/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('the envelopes', () => {
  it('fit the recorded answers', () => {
    expect(versionAnswer.parse(recorded('version_20260820.json'))).toEqual({ dataTimestamp: '2026-08-19T09:00:06' });
    expect(studiesPage.parse(recorded('studies_empty_page.json'))).toEqual({ studies: [] });
  });

  it('hold records that can be read, in a recorded page', () => {
    const page = studiesPage.parse(recorded('studies_page_ild_20260807.json'));
    expect(page.studies.length).toBeGreaterThan(0);
    for (const raw of page.studies) {
      expect(
        mapStudyRecord(raw, { retrievedAt: '2026-08-07T00:00:00Z', origin: 'live', dataDate: null }),
      ).toMatchObject({
        record: { problems: [] },
      });
    }
  });

  it.each(['soon', '20', '2026-13-01T09:00:05', ''])(
    'take %p for no data version, because later runs reckon from its day',
    (dataTimestamp) => {
      expect(faultIn(versionAnswer, { dataTimestamp })).toMatch(/^\/dataTimestamp: /);
    },
  );

  it('name the place of a fault', () => {
    expect(faultIn(studiesPage, { studies: [], totalCount: 'many' })).toMatch(/^\/totalCount: /);
    expect(faultIn(studiesPage, { studies: [] })).toBeNull();
  });
});
