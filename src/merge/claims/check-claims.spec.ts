import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { claimFacts, madeUpClaim, madeUpLink, madeUpVersion, TODAY } from '../../../test/support/merge-facts.js';
import type { Verdict, VerdictPeriod } from '../../model/claim.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import { checkClaim, checkClaims } from './check-claims.js';
import type { LinkedStudy, PreviousCheck, SourceCoverage } from '../merge-facts.types.js';

const ACTIVE = madeUpClaim({ type: 'research-active', entries: ['first', 'second'] });

function checkActive(studies: LinkedStudy[], coverage: SourceCoverage = 'complete', previous?: PreviousCheck) {
  const facts = {
    coverage,
    linkedStudies: new Map([['first', studies]]),
    previous: new Map(previous === undefined ? [] : [[ACTIVE.claimId, previous]]),
  };
  return checkClaim(ACTIVE, claimFacts(facts));
}

const nctId = (n: number) => `NCT${String(n).padStart(8, '0')}`;
const link = (fields: Partial<LinkedStudy> = {}, n = 1) => madeUpLink(nctId(n), fields);
const ENDED = link({ overallStatus: 'COMPLETED' });
const PLANNED = link({ overallStatus: 'NOT_YET_RECRUITING' });
const OLD_WORD = link({ statusVerifiedDate: '2019-01' });

describe('check of "this is being studied today"', () => {
  it.each<[string, LinkedStudy[], SourceCoverage, Verdict]>([
    ['one open, all read', [link()], 'complete', 'supported'],
    ['one open, partly read', [link()], 'partial', 'supported'],
    ['one open in a basket study', [link({ scope: 'basket' })], 'complete', 'supported'],
    ['one available outside a trial', [link({ overallStatus: 'AVAILABLE' })], 'complete', 'supported'],
    ['none open, some once were, all read', [ENDED], 'complete', 'outdated'],
    ['open by an old word only, all read', [OLD_WORD], 'complete', 'outdated'],
    [
      'unknown now but once open, all read',
      [link({ overallStatus: 'UNKNOWN', lastKnownStatus: 'RECRUITING' })],
      'complete',
      'outdated',
    ],
    [
      'active without recruitment, all read',
      [link({ overallStatus: 'ACTIVE_NOT_RECRUITING' })],
      'complete',
      'outdated',
    ],
    ['none ever open, all read', [PLANNED, link({ overallStatus: 'WITHDRAWN' }, 2)], 'complete', 'contradicted'],
    ['no study at all, all read', [], 'complete', 'contradicted'],
    [
      'open outside the scope only, all read',
      [link({ scope: 'related' }), link({ scope: 'outside' }, 2)],
      'complete',
      'contradicted',
    ],
    ['none open, partly read', [ENDED], 'partial', 'unverifiable'],
    ['none open, shipped records only', [ENDED], 'bundled', 'unverifiable'],
    ['nothing asked yet', [], 'never-synced', 'unverifiable'],
    ['open by a shipped record only', [link({ origin: 'bundled' })], 'bundled', 'unverifiable'],
    [
      'open by a shipped record though all else is read',
      [link({ origin: 'bundled' }, 2), ENDED],
      'complete',
      'unverifiable',
    ],
    ['open by an assembled record only', [link({ origin: 'assembled' })], 'bundled', 'unverifiable'],
    ['open by an old word, partly read', [OLD_WORD], 'partial', 'unverifiable'],
  ])('%s', (_case, studies, coverage, verdict) => {
    const check = checkActive(studies, coverage);
    expect(check.verdict).toBe(verdict);
    expect(check.reason).toMatch(/^[A-Z0-9].*\.$/);
  });

  it('gives the whole count in the reason and at most twenty records as evidence', () => {
    const studies = Array.from({ length: 25 }, (_, i) => link({}, i + 1));
    const { reason, evidence } = checkActive([...studies, link({ overallStatus: 'COMPLETED' }, 99)]);
    expect(reason).toBe(
      "25 linked studies of 26 in all are open to participants by the registry's own record. " +
        'That shows that it is being studied, not whether it helps.',
    );
    expect(evidence).toHaveLength(20);
    expect(evidence[0]).toEqual({
      source: 'clinicaltrials-gov',
      key: nctId(1),
      pointer: '/protocolSection/statusModule/overallStatus',
      value: 'RECRUITING',
      url: `https://clinicaltrials.gov/study/${nctId(1)}`,
      retrievedAt: `${TODAY}T06:00:00.000Z`,
      sourceUpdatedAt: '2026-02-01',
    });
  });

  it('counts a study that several entries link once', () => {
    const linkedStudies = new Map([
      ['first', [link(), link({}, 2)]],
      ['second', [link({ role: 'comparator' })]],
      ['other', [link({}, 3)]],
    ]);
    expect(checkClaim(ACTIVE, claimFacts({ linkedStudies })).reason).toContain('2 linked studies of 2');
  });

  it('gives the same bytes for linked studies in any order', () => {
    const statuses = ['RECRUITING', 'COMPLETED', 'UNKNOWN', 'AVAILABLE', null] as const;
    const studies = statuses.map((overallStatus, i) => link({ overallStatus }, i + 1));
    const expected = JSON.stringify(checkActive(studies));
    fc.assert(
      fc.property(fc.shuffledSubarray(studies, { minLength: studies.length }), (shuffled) => {
        expect(JSON.stringify(checkActive(shuffled))).toBe(expected);
      }),
    );
  });

  describe('history', () => {
    const before: VerdictPeriod = {
      verdict: 'supported',
      reason: 'An earlier reason.',
      evidence: [],
      since: { notBefore: null, notAfter: '2025-06-01' },
    };
    it('begins on the day of the first check', () => {
      const { since, history } = checkActive([link()]);
      expect(since).toEqual({ notBefore: null, notAfter: TODAY });
      expect(history.map(({ verdict }) => verdict)).toEqual(['supported']);
    });
    it('keeps the period while the verdict stays, with the newest reason', () => {
      const check = checkActive([link()], 'complete', { history: [before], checkedOn: '2026-02-28' });
      expect(check.history).toHaveLength(1);
      expect(check.since).toEqual(before.since);
      expect(check.history[0]?.reason).toContain('1 linked study of 1');
    });
    it('begins a period between the last check and today when the verdict moves', () => {
      const check = checkActive([ENDED], 'complete', { history: [before], checkedOn: '2026-02-27' });
      expect(check.history).toHaveLength(2);
      expect(check.history[0]).toEqual(before);
      expect(check).toMatchObject({ verdict: 'outdated', since: { notBefore: '2026-02-27', notAfter: TODAY } });
    });
  });
});

describe('checks of other claims', () => {
  it.each<[string | null, string]>([
    [null, 'It is unsourced: the guide does not say where it comes from.'],
    ['A Made-up Society', 'The guide attributes it to: A Made-up Society.'],
  ])('a statistic of "%s" is unverifiable', (attribution, words) => {
    const { verdict, reason, since, evidence } = checkClaim(
      madeUpClaim({ type: 'statistic' }, { attribution }),
      claimFacts(),
    );
    expect({ verdict, since, evidence }).toEqual({
      verdict: 'unverifiable',
      since: { notBefore: null, notAfter: null },
      evidence: [],
    });
    expect(reason).toContain('None of the sources read here measures this');
    expect(reason.endsWith(words)).toBe(true);
  });

  const sideEffect = { type: 'side-effect', section: 'adverse-reactions', comparedWith: null } as const;
  const unknown: ClaimCheckInput[] = [
    { type: 'drug-class', entries: ['x'], classes: ['kinase inhibitor'] },
    { type: 'approved-use', entries: ['x'], conditions: ['liver cancer'] },
    { type: 'combination', entries: ['x'], with: ['chemotherapy'], conditions: ['liver cancer'] },
    { ...sideEffect, entries: ['x'], effects: ['nausea'] },
    { ...sideEffect, entries: ['x'], effects: ['garlic'], section: 'interactions' },
    { ...sideEffect, entries: ['x'], effects: ['side effects'], comparedWith: 'surgery' },
    { type: 'publication', identifiers: [], terms: ['a term'] },
    { type: 'drug-class', entries: [], classes: [] },
    { ...sideEffect, entries: [], effects: [] },
  ];
  it.each(unknown)('%j is open while nothing is known, and begins at no day', (check) => {
    const { verdict, reason, since, history } = checkClaim(madeUpClaim(check), claimFacts());
    expect(verdict).toBe('unverifiable');
    expect(reason).toMatch(/^[A-Z].*\.$/);
    expect(since).toEqual({ notBefore: null, notAfter: null });
    expect(history).toHaveLength(1);
  });

  it('bounds a verdict that takes the place of another', () => {
    const period: VerdictPeriod = {
      verdict: 'unchecked',
      reason: 'R.',
      evidence: [],
      since: { notBefore: null, notAfter: null },
    };
    const previous = new Map([['made-up', { history: [period], checkedOn: '2026-01-01' }]]);
    const { since, history } = checkClaim(madeUpClaim({ type: 'statistic' }), claimFacts({ previous }));
    expect(since).toEqual({ notBefore: '2026-01-01', notAfter: TODAY });
    expect(history).toHaveLength(2);
  });

  it('checks every claim in order, each study by its own number', () => {
    const versions = new Map([
      ['NCT00000001', [madeUpVersion('2026-01-01', { overallStatus: 'RECRUITING' })]],
      ['NCT00000002', [madeUpVersion('2026-01-01', { overallStatus: 'COMPLETED' })]],
    ]);
    const claims = ['NCT00000002', 'NCT00000001', 'NCT00000003'].map((id) =>
      madeUpClaim({ type: 'trial-status', nctId: id, says: 'ongoing' }, { claimId: id }),
    );
    const checks = checkClaims(claims, claimFacts({ versions }));
    expect(checks.map(({ claimId, verdict }) => [claimId, verdict])).toEqual([
      ['NCT00000002', 'outdated'],
      ['NCT00000001', 'supported'],
      ['NCT00000003', 'unverifiable'],
    ]);
    expect(checks[0]?.guideId).toBe('made-up-guide');
    expect(checks[0]?.history.at(-1)).toMatchObject({ verdict: 'outdated', since: checks[0]?.since });
  });
});
