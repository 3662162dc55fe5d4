import { describe, expect, it } from '@jest/globals';
import { parseNctId } from '../model/identifiers.js';
import type { ConditionScope, LinkRole } from '../model/link.js';
import { evaluate, partOf, share, type LabelledStudy } from './evaluation.js';
import type { StudyMatch } from './match-study.js';

const READING = { aliases: { twin: 'first' }, scopes: { here: 'primary', there: 'outside' } } as const;
const nctId = parseNctId('NCT99999999') ?? '';

function label(must: [string, LinkRole][], may: string[] = [], conditionScope = 'here'): LabelledStudy {
  return { nctId, must: must.map(([entry, role]) => ({ entry, role })), may, conditionScope, note: '' };
}

function match(links: [string, LinkRole][], scope: ConditionScope = 'primary'): StudyMatch {
  const linked = links.map(([entryId, role]) => ({ guideId: 'g', entryId, nctId, role, methods: [], evidence: [] }));
  return { links: linked, scope: { guideId: 'g', nctId, scope, evidence: [] } };
}

describe('Evaluating links', () => {
  it('counts right, wrong and missed links, and leaves out what may be linked', () => {
    const judged = {
      label: label([['first', 'experimental'], ['second', 'comparator']], ['third']), // prettier-ignore
      match: match([['first', 'experimental'], ['third', 'observed'], ['fourth', 'background']]), // prettier-ignore
    };
    expect(evaluate([judged], READING)).toMatchObject({
      precision: { hits: 1, total: 2 },
      recall: { hits: 1, total: 2 },
      f1: 0.5,
      role: { hits: 1, total: 1 },
      errors: [`${nctId} misses second (comparator)`, `${nctId} is linked to fourth and should not be`],
    });
  });

  it('counts a right link in the wrong role as right, and its role as wrong', () => {
    const result = evaluate(
      [{ label: label([['first', 'comparator']]), match: match([['first', 'background']]) }],
      READING,
    );
    expect(result).toMatchObject({ precision: { value: 1 }, role: { hits: 0, total: 1 } });
    expect(result.errors).toEqual([`${nctId} has first as background, labelled comparator`]);
  });

  it('takes entries that count as one for one, in the first role of the two', () => {
    const both = match([['twin', 'comparator'], ['first', 'experimental']]); // prettier-ignore
    const result = evaluate([{ label: label([['first', 'experimental']]), match: both }], READING);
    expect(result).toMatchObject({ precision: { hits: 1, total: 1 }, role: { hits: 1, total: 1 } });
  });

  it('compares scopes by what their labels stand for', () => {
    const judged = [
      { label: label([], [], 'there'), match: match([], 'outside') },
      { label: label([], [], 'there'), match: match([], 'basket') },
    ];
    expect(evaluate(judged, READING).scope).toMatchObject({ hits: 1, total: 2 });
    expect(evaluate(judged, READING).errors).toEqual([`${nctId} has scope basket, labelled there`]);
  });

  it('says nothing where nothing was counted', () => {
    expect(evaluate([], READING)).toMatchObject({ precision: { value: null, low: null, high: null }, f1: null });
  });
});

describe('Wilson interval', () => {
  it('agrees with values computed by hand', () => {
    const { value, low, high } = share(8, 10);
    expect([value, low, high].map((number) => number?.toFixed(3))).toEqual(['0.800', '0.490', '0.943']);
  });

  it('stays inside 0 and 1', () => {
    expect(share(10, 10).high).toBe(1);
    expect(share(0, 10).low).toBe(0);
  });
});

describe('Parts', () => {
  it('puts a study always into the same part, about three fifths into the developing one', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `NCT${String(index).padStart(8, '0')}`);
    const dev = ids.filter((id) => partOf(id) === 'dev');
    expect(ids.filter((id) => partOf(id) === 'dev')).toEqual(dev);
    expect(dev.length).toBeGreaterThan(550);
    expect(dev.length).toBeLessThan(650);
  });
});
