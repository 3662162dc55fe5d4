import { describe, expect, it } from '@jest/globals';
import { keyStudiesOf, type KeyStudyCandidate } from './key-studies.js';

function madeUpStudy(nctId: string, fields: Partial<KeyStudyCandidate> = {}): KeyStudyCandidate {
  const late = { phases: ['PHASE3' as const], hasResults: true, enrollmentCount: 100 };
  return { nctId, ...late, role: 'experimental', scope: 'primary', ...fields };
}

describe('the key studies of an entry', () => {
  it('are the study it is about, and no other', () => {
    expect(keyStudiesOf('NCT00000009', [madeUpStudy('NCT00000001')])).toEqual(['NCT00000009']);
  });

  it('are late-phase studies with results that tested it in the condition', () => {
    const candidates = [
      madeUpStudy('NCT00000001'),
      madeUpStudy('NCT00000002', { hasResults: false }),
      madeUpStudy('NCT00000003', { phases: ['PHASE2'] }),
      madeUpStudy('NCT00000004', { phases: ['PHASE2', 'PHASE3'] }),
      madeUpStudy('NCT00000005', { role: 'comparator' }),
      madeUpStudy('NCT00000006', { scope: 'related' }),
      madeUpStudy('NCT00000007', { scope: 'basket', phases: ['PHASE4'] }),
    ];
    expect(keyStudiesOf(null, candidates)).toEqual(['NCT00000001', 'NCT00000004', 'NCT00000007']);
  });

  it('are the five largest, in an order that does not rest on the order of the list', () => {
    const candidates = [7, 3, 5, 1, 6, 2, 4].map((n) =>
      madeUpStudy(`NCT0000000${String(n)}`, { enrollmentCount: n === 4 ? null : n * 10 }),
    );
    const expected = ['NCT00000002', 'NCT00000003', 'NCT00000005', 'NCT00000006', 'NCT00000007'];
    expect(keyStudiesOf(null, candidates)).toEqual(expected);
    expect(keyStudiesOf(null, [...candidates].reverse())).toEqual(expected);
  });
});
