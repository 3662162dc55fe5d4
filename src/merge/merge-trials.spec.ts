import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { madeUpLink, WINDOW } from '../../test/support/merge-facts.js';
import { CONDITION_SCOPE, LINK_ROLE } from '../model/link.js';
import { ORIGIN } from '../model/provenance.js';
import { OVERALL_STATUS, PHASE } from '../model/study.js';
import type { LinkedStudy } from './merge-facts.types.js';
import { mergeTrials } from './merge-trials.js';

const nctId = (n: number) => `NCT${String(n).padStart(8, '0')}`;
const anyLink = fc.record({
  overallStatus: fc.constantFrom(null, ...OVERALL_STATUS),
  phases: fc.subarray([...PHASE]),
  role: fc.constantFrom(...LINK_ROLE),
  scope: fc.constantFrom(...CONDITION_SCOPE),
  origin: fc.constantFrom(...ORIGIN),
  seenOn: fc.constantFrom('2026-03-01', '2020-01-01', null),
  lastUpdatePostDate: fc.constantFrom(null, { date: '2024', type: null }, { date: '2025-02-01', type: null }),
});
const anyLinks: fc.Arbitrary<LinkedStudy[]> = fc
  .array(anyLink, { maxLength: 12 })
  .map((all) => all.map((fields, i) => madeUpLink(nctId(i + 1), fields)));
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

describe('counting linked studies', () => {
  it('gives the same bytes for any order of the studies', () => {
    const withShuffled = anyLinks.chain((links) =>
      fc.tuple(fc.constant(links), fc.shuffledSubarray(links, { minLength: links.length })),
    );
    fc.assert(
      fc.property(withShuffled, ([links, shuffled]) => {
        expect(JSON.stringify(mergeTrials(shuffled, WINDOW))).toBe(JSON.stringify(mergeTrials(links, WINDOW)));
      }),
    );
  });

  it('counts every study in scope once by status, group and role, and every linked one once by scope', () => {
    fc.assert(
      fc.property(anyLinks, (links) => {
        const trials = mergeTrials(links, WINDOW);
        const inScope = links.filter(({ scope }) => scope === 'primary' || scope === 'basket');
        expect(trials.inScope).toBe(inScope.length);
        expect([trials.byStatus, trials.byStatusGroup, trials.byRole].map(sum)).toEqual(
          Array.from({ length: 3 }, () => inScope.length),
        );
        expect(sum(trials.byScope)).toBe(links.length);
        expect(trials.open + trials.openLastKnown).toBe(trials.byStatus.RECRUITING + trials.byStatus.AVAILABLE);
        expect(trials.featured.length).toBe(Math.min(5, inScope.length));
      }),
    );
  });

  it('counts a study of two phases in both, one that states none under NONE', () => {
    const links = [madeUpLink(nctId(1), { phases: ['PHASE1', 'PHASE2'] }), madeUpLink(nctId(2), { phases: [] })];
    const { byPhase, inScope } = mergeTrials(links, WINDOW);
    expect(inScope).toBe(2);
    expect(byPhase).toEqual({ NA: 0, EARLY_PHASE1: 0, PHASE1: 1, PHASE2: 1, PHASE3: 0, PHASE4: 0, NONE: 1 });
  });

  it.each<[string, Partial<LinkedStudy>]>([
    ['assembled', { origin: 'assembled' }],
    ['not seen for more than a year', { seenOn: '2024-12-31' }],
    ['not verified for more than two years', { statusVerifiedDate: '2023-01' }],
    ['never verified', { statusVerifiedDate: null }],
  ])('never counts a recruiting study as open when its record is %s', (_case, fields) => {
    const trials = mergeTrials([madeUpLink(nctId(1), fields)], WINDOW);
    expect(trials).toMatchObject({ open: 0, openLastKnown: 1, inScope: 1 });
    expect(trials.byStatusGroup).toMatchObject({ open: 0, unknown: 1 });
    expect(trials.byStatus.RECRUITING).toBe(1);
    expect(trials.featured[0]).toMatchObject({ statusGroup: 'unknown', statusTrusted: false });
  });

  it('features open before upcoming before active, the condition before baskets, tests before uses, newest first', () => {
    const upcoming = { overallStatus: 'NOT_YET_RECRUITING' } as const;
    const links = [
      madeUpLink(nctId(1), { lastUpdatePostDate: { date: '2025-01-01', type: null } }),
      madeUpLink(nctId(2), { lastUpdatePostDate: { date: '2026-01-01', type: null } }),
      madeUpLink(nctId(3), { role: 'comparator', lastUpdatePostDate: { date: '2026-02-20', type: null } }),
      madeUpLink(nctId(4), { scope: 'basket', lastUpdatePostDate: { date: '2026-02-25', type: null } }),
      madeUpLink(nctId(5), upcoming),
      madeUpLink(nctId(6), { overallStatus: 'ACTIVE_NOT_RECRUITING' }),
      madeUpLink(nctId(7), { origin: 'assembled' }),
      madeUpLink(nctId(8), { scope: 'related' }),
    ];
    expect(mergeTrials(links, WINDOW).featured.map((study) => study.nctId)).toEqual([2, 1, 3, 4, 5].map(nctId));
    const later = mergeTrials(links.slice(4), WINDOW).featured;
    expect(later.map((study) => study.nctId)).toEqual([5, 6, 7].map(nctId));
  });
});
