import { describe, expect, it } from '@jest/globals';
import { withLastGoodValues } from './last-good-values.js';

type Record = { status: string | null; phases: string[]; eligibility: { sex: string | null; age: string } };
const last: Record = { status: 'RECRUITING', phases: ['PHASE1', 'PHASE2'], eligibility: { sex: 'FEMALE', age: '18' } };

describe('the last good value', () => {
  it('comes back for a whole field and for a part of one', () => {
    const now: Record = { status: null, phases: [], eligibility: { sex: null, age: '21' } };
    const kept = withLastGoodValues(now, ['status', 'eligibility.sex'], last);
    expect(kept).toEqual({ status: 'RECRUITING', phases: [], eligibility: { sex: 'FEMALE', age: '21' } });
  });

  it('does not replace a list of which one element was unreadable', () => {
    const now: Record = { ...last, phases: ['PHASE3'] };
    expect(withLastGoodValues(now, ['phases.1'], last).phases).toEqual(['PHASE3']);
  });

  it('leaves a field alone that could be read or is not known', () => {
    const now: Record = { ...last, status: 'COMPLETED' };
    expect(withLastGoodValues(now, ['status', 'made.up', 'eligibility.made.up'], last)).toEqual(now);
  });
});
