import { describe, expect, it } from '@jest/globals';
import type { Following, PullScope } from '../source.js';
import { planPull } from './legs.js';

const nothing: Following = { everything: false, conditions: [], keys: [] };

function plan(scope: PullScope, following: Partial<Following>): ReturnType<typeof planPull> {
  return planPull({ scope, following: { ...nothing, ...following } });
}

describe('planPull', () => {
  it('asks for the conditions in one list and the numbers in another', () => {
    const { legs } = plan({ kind: 'full' }, { conditions: ['liver cancer', 'hepatoma'], keys: ['nct00000001'] });
    expect(legs).toEqual([{ 'query.cond': '"liver cancer" OR "hepatoma"' }, { 'filter.ids': 'NCT00000001' }]);
  });

  it('asks for everything in one list without filters', () => {
    expect(plan({ kind: 'full' }, { everything: true, conditions: ['x'], keys: ['NCT00000001'] }).legs).toEqual([{}]);
  });

  it('narrows every list to what was posted since a day', () => {
    const { legs } = plan({ kind: 'changedSince', since: '2026-08-01' }, { conditions: ['x'], keys: ['NCT00000001'] });
    const filter = { 'filter.advanced': 'AREA[LastUpdatePostDate]RANGE[2026-08-01,MAX]' };
    expect(legs).toEqual([
      { 'query.cond': '"x"', ...filter },
      { 'filter.ids': 'NCT00000001', ...filter },
    ]);
  });

  it('splits numbers by hundreds and asks for none twice', () => {
    const keys = Array.from({ length: 250 }, (_, n) => `NCT${String(n + 1).padStart(8, '0')}`);
    const { legs } = plan({ kind: 'keys', keys: [...keys, 'NCT00000001'] }, {});
    expect(legs.map((leg) => leg['filter.ids']?.split(',').length)).toEqual([100, 100, 50]);
  });

  it('never puts a bare number into the condition query, which would switch the filters off', () => {
    expect(plan({ kind: 'full' }, { conditions: ['NCT00000001'] }).legs).toEqual([{ 'filter.ids': 'NCT00000001' }]);
  });

  it('lets no condition break out of its quotes', () => {
    const { legs } = plan({ kind: 'full' }, { conditions: ['a" OR AREA[NCTId]\\ "b', ' "" ', 'a\nb'] });
    expect(legs).toEqual([{ 'query.cond': '"a OR AREA NCTId b" OR "a b"' }]);
  });

  it('sets keys aside that the registry would refuse', () => {
    const { legs, unreadableKeys } = plan({ kind: 'keys', keys: ['NCT00000000', 'x', 'NCT00000002', 'x'] }, {});
    expect(legs).toEqual([{ 'filter.ids': 'NCT00000002' }]);
    expect(unreadableKeys).toEqual(['NCT00000000', 'x']);
  });
});
