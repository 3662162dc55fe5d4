import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  madeUpClasses,
  madeUpDrug,
  madeUpLabel,
  madeUpPublication,
  madeUpPublications,
} from '../../../test/support/claim-drugs.js';
import { claimFacts, madeUpClaim, madeUpLink, madeUpVersion, TODAY } from '../../../test/support/merge-facts.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import { trustWindow } from '../../model/status.js';
import { checkClaim, claimInputHash } from './check-claims.js';
import type { ClaimFacts } from '../merge-facts.types.js';

/** All label texts below are made up for logic. */
const NCT_ID = 'NCT00000001';
const LABELS = ['a', 'b', 'c'].map((setId) =>
  madeUpLabel(setId, {
    indications: [`Alphamab ${setId}, in combination with carboplatin, is indicated for HCC.`],
    adverseReactions: [`Nausea was seen with ${setId}.`],
    drugInteractions: ['Avoid ginseng.'],
    pharmClassEpc: ['Kinase Inhibitor [EPC]'],
  }),
);
const FACTS = claimFacts({
  condition: {
    name: 'liver cancer',
    terms: ['liver cancer', 'HCC'],
    relatedTerms: ['liver metastases', 'bile duct'],
    isAdvanced: false,
  },
  versions: new Map([
    [
      NCT_ID,
      ['2024-01-01', '2025-01-01', '2026-01-01'].map((day) => madeUpVersion(day, { overallStatus: 'RECRUITING' })),
    ],
  ]),
  linkedStudies: new Map([['alphamab', [1, 2, 3].map((n) => madeUpLink(`NCT0000000${n}`))]]),
  drugs: new Map([
    [
      'alphamab',
      madeUpDrug(
        'alphamab',
        LABELS,
        {
          classes: madeUpClasses(['epc', 'Kinase Inhibitor'], ['moa', 'Protein Kinase Inhibitors']),
          treatmentKind: 'targeted therapy',
          reports: { total: 3, reactions: [{ term: 'NAUSEA', count: 2 }], isComplete: true },
        },
        { earlierLabels: LABELS.map((one) => ({ ...one, key: `${one.key}-before` })) },
      ),
    ],
  ]),
  publications: new Map([
    [
      'made-up',
      madeUpPublications({
        searched: true,
        total: 3,
        candidates: ['1', '2', '3'].map((pmid) => madeUpPublication(pmid, 'T')),
      }),
    ],
  ]),
});

const sideEffect = { type: 'side-effect' as const, entries: ['alphamab'], comparedWith: null };
const CHECKS: ClaimCheckInput[] = [
  { type: 'trial-status', nctId: NCT_ID, says: 'ongoing' },
  {
    type: 'trial-design',
    nctId: NCT_ID,
    says: { interventions: ['x'], conditions: [], titlePhrases: [], contraryPhrases: [] },
  },
  { type: 'research-active', entries: ['alphamab'] },
  { type: 'statistic' },
  { type: 'drug-class', entries: ['alphamab'], classes: ['kinase inhibitor'] },
  { type: 'approved-use', entries: ['alphamab'], conditions: ['liver cancer'] },
  { type: 'combination', entries: ['alphamab'], with: ['chemotherapy'], conditions: ['liver cancer'] },
  { ...sideEffect, section: 'adverse-reactions', effects: ['nausea'] },
  { ...sideEffect, section: 'interactions', effects: ['ginseng'] },
  { ...sideEffect, section: 'adverse-reactions', effects: ['side effects'], comparedWith: 'surgery' },
  { type: 'publication', identifiers: [], terms: ['a term'] },
];
const hashOf = (check: ClaimCheckInput, facts: ClaimFacts) => claimInputHash(madeUpClaim(check), facts);

/** The facts with every list in another order. */
function shuffledFacts(order: <T>(items: readonly T[]) => T[]): ClaimFacts {
  const lists = <V>(map: ReadonlyMap<string, readonly V[]>) =>
    new Map([...map].map(([key, list]) => [key, order(list)]));
  const { condition } = FACTS;
  return {
    ...FACTS,
    condition: { ...condition, terms: order(condition.terms), relatedTerms: order(condition.relatedTerms) },
    versions: lists(FACTS.versions),
    linkedStudies: lists(FACTS.linkedStudies),
    drugs: new Map(
      [...FACTS.drugs].map(([id, drug]) => [
        id,
        { ...drug, labels: order(drug.labels), earlierLabels: order(drug.earlierLabels) },
      ]),
    ),
    publications: new Map(
      [...FACTS.publications].map(([id, one]) => [id, { ...one, candidates: order(one.candidates) }]),
    ),
  };
}

describe('what the check of a claim reads', () => {
  it.each(CHECKS)('of %j does not depend on the order of any list', (check) => {
    const claim = madeUpClaim(check);
    const [outcome, hash] = [JSON.stringify(checkClaim(claim, FACTS)), claimInputHash(claim, FACTS)];
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (keys) => {
        const order = <T>(items: readonly T[]): T[] =>
          items
            .map((item, i) => ({ item, key: keys[i % 3] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const facts = shuffledFacts(order);
        expect(JSON.stringify(checkClaim(claim, facts))).toBe(outcome);
        expect(claimInputHash(claim, facts)).toBe(hash);
      }),
      { numRuns: 30 },
    );
  });

  it.each(CHECKS)('of %j does not hold the day', (check) => {
    const later = { ...FACTS, today: '2026-03-02', window: trustWindow('2026-03-02', 365) };
    expect(hashOf(check, later)).toBe(hashOf(check, FACTS));
  });

  it('holds what a day does to a status', () => {
    const later = { ...FACTS, today: '2028-03-02', window: trustWindow('2028-03-02', 365) };
    for (const type of ['trial-status', 'research-active']) {
      const check = CHECKS.find((candidate) => candidate.type === type)!;
      expect(hashOf(check, later)).not.toBe(hashOf(check, FACTS));
    }
  });

  it('does not hold the day on which an unchanged record was last seen', () => {
    const seenAgain = new Map([[NCT_ID, FACTS.versions.get(NCT_ID)!.map((one) => ({ ...one, seenOn: TODAY }))]]);
    for (const check of CHECKS) expect(hashOf(check, { ...FACTS, versions: seenAgain })).toBe(hashOf(check, FACTS));
  });

  const changed = (fields: object) => {
    const drug = FACTS.drugs.get('alphamab')!;
    const labels = drug.labels.map((one, i) => (i === 0 ? { ...one, data: { ...one.data, ...fields } } : one));
    return { ...FACTS, drugs: new Map([['alphamab', { ...drug, labels }]]) };
  };
  it.each<[string, object, string[]]>([
    ['its indications', { indications: ['Other.'] }, ['approved-use', 'combination']],
    ['its adverse reactions', { adverseReactions: ['Other.'] }, ['side-effect adverse-reactions']],
    ['its interactions', { drugInteractions: ['Other.'] }, ['side-effect interactions']],
    ['its packages', { manufacturers: ['Other'] }, []],
  ])('of a label moves with %s where they matter, and nowhere else', (_case, fields, moved) => {
    const facts = changed(fields);
    const found = CHECKS.filter((check) => hashOf(check, facts) !== hashOf(check, FACTS)).map((check) =>
      check.type === 'side-effect' ? `${check.type} ${check.section}` : check.type,
    );
    expect(found).toEqual(moved);
  });

  it('moves with the claim itself', () => {
    const statistic = madeUpClaim({ type: 'statistic' });
    expect(claimInputHash({ ...statistic, attribution: 'A society' }, FACTS)).not.toBe(
      claimInputHash(statistic, FACTS),
    );
    const said = (classes: string[]) => hashOf({ type: 'drug-class', entries: ['alphamab'], classes }, FACTS);
    expect(said(['a'])).not.toBe(said(['b']));
  });
});
