import { describe, expect, it } from '@jest/globals';
import { madeUpDrug, madeUpLabel } from '../../../test/support/claim-drugs.js';
import { claimFacts, madeUpClaim } from '../../../test/support/merge-facts.js';
import type { Verdict } from '../../model/claim.js';
import type { ClaimCheckInput } from '../../model/guide.js';
import type { DrugLabel } from '../../model/reference-record.js';
import { checkClaim } from './check-claims.js';
import type { ClaimDrug } from '../claim-facts.types.js';

/** All label texts below are made up for logic. */
type SideEffects = Partial<Extract<ClaimCheckInput, { type: 'side-effect' }>>;
const labelled = (name: string, fields: Partial<DrugLabel>, about: Partial<ClaimDrug> = {}) =>
  madeUpDrug(name, [madeUpLabel(`${name}-set`, fields)], {}, about);
const seen = (...texts: string[]) => ({ adverseReactions: texts });

function check(effects: string[], drugs: ClaimDrug[], fields: SideEffects = {}) {
  const entries = drugs.map(({ entryId }) => entryId);
  const all = { section: 'adverse-reactions', comparedWith: null, ...fields } as const;
  const claim = madeUpClaim({ type: 'side-effect', entries, effects, ...all });
  return checkClaim(claim, claimFacts({ drugs: new Map(drugs.map((drug) => [drug.entryId, drug])) }));
}

describe('check of side effects', () => {
  const alphamab = labelled('alphamab', seen('The most common were nausea, asthenia and alopecia.'));
  const betanib = labelled('betanib', seen('Rash was seen, and serious infections occurred.'));
  const boxed = labelled('boxed', { ...seen('Rash was seen.'), boxedWarning: ['WARNING: SEPSIS'] });

  it.each<[string, string[], ClaimDrug[], Verdict, string]>([
    ['by their own words', ['nausea'], [alphamab], 'supported', 'nausea (Alphamab)'],
    [
      'by words that mean the same',
      ['fatigue', 'hair loss'],
      [alphamab],
      'supported',
      'fatigue (Alphamab), hair loss (Alphamab)',
    ],
    ['by one drug or the other', ['nausea', 'infection'], [alphamab, betanib], 'supported', 'infection (Betanib)'],
    ['by all drugs', ['rash'], [betanib, boxed], 'supported', 'rash (both drugs)'],
    ['in the boxed warning', ['infection'], [boxed], 'supported', 'infection (Boxed)'],
    ['nowhere', ['nausea', 'infection'], [alphamab], 'contradicted', 'names infection'],
    [
      'beside a denial only',
      ['rash'],
      [labelled('x', seen('There was no rash.'))],
      'unverifiable',
      'only beside a "no" or "not", or in passing',
    ],
    ...[
      'Nausea was not observed.',
      'Nausea did not occur.',
      'Nausea was less frequent than with placebo.',
      'There was less nausea.',
      'Avoid use in patients with nausea.',
      'It was given to people with a history of nausea.',
      'It is used with antiemetics to treat nausea.',
    ].map((text): [string, string[], ClaimDrug[], Verdict, string] => [
      `only as in "${text}"`,
      ['nausea'],
      [labelled('x', seen(text))],
      'unverifiable',
      'or in passing',
    ]),
    ...[
      'In patients treated with x, nausea and rash were seen.',
      'The most common adverse reactions in patients with liver cancer were nausea and rash.',
      'No deaths were seen; nausea was.',
      'Treatment-emergent nausea (20%).',
    ].map((text): [string, string[], ClaimDrug[], Verdict, string] => [
      `as in "${text}"`,
      ['nausea'],
      [labelled('x', seen(text))],
      'supported',
      'nausea (X)',
    ]),
    [
      'only among the warnings',
      ['infection'],
      [labelled('x', { ...seen('Rash.'), warnings: ['Serious infections occurred.'] })],
      'unverifiable',
      'or in passing',
    ],
    ['in a label without text', ['rash'], [labelled('x', {})], 'unverifiable', 'lacks the text'],
    [
      'not in one label, the other lacks its text',
      ['rash'],
      [alphamab, labelled('x', {})],
      'unverifiable',
      'label of x lacks',
    ],
    ['without any label', ['rash'], [madeUpDrug('x')], 'unverifiable', 'has none for x'],
  ])('named %s', (_case, effects, drugs, verdict, words) => {
    const { verdict: found, reason } = check(effects, drugs);
    expect([found, reason]).toEqual([verdict, expect.stringContaining(words)]);
  });

  it('cannot say that none names it while only some labels are held', () => {
    const few = madeUpDrug('x', [madeUpLabel('a', seen('Nausea.'))], {
      labels: { total: 9, items: [], isComplete: false },
    });
    expect(check(['rash'], [few]).verdict).toBe('unverifiable');
  });

  it('is outdated when a replaced version of the same label named it', () => {
    const earlierLabels = [madeUpLabel('x-set', seen('Rash was seen.'))];
    const { verdict, evidence } = check(['rash'], [labelled('x', seen('Nausea.'), { earlierLabels })]);
    expect([verdict, evidence[0]?.value]).toEqual(['outdated', 'Rash was seen.']);
  });

  it('names the subjects of which nothing was read', () => {
    const claim = madeUpClaim({
      ...{ type: 'side-effect', entries: ['alphamab', 'betanib', 'made-up-rays'], effects: ['nausea'] },
      ...{ section: 'adverse-reactions', comparedWith: null },
    });
    const drugs = new Map([alphamab, madeUpDrug('betanib')].map((drug) => [drug.entryId, drug]));
    const { verdict, reason } = checkClaim(claim, claimFacts({ drugs }));
    expect(verdict).toBe('supported');
    expect(reason).toContain(
      'has none for betanib, so nothing is said of this here. No drug label covers made up rays.',
    );
  });

  it('knows no label of radiation', () => {
    const claim = madeUpClaim({
      ...{ type: 'side-effect', entries: ['made-up-radiation'], effects: ['fatigue'] },
      ...{ section: 'adverse-reactions', comparedWith: null },
    });
    const { verdict, reason } = checkClaim(claim, claimFacts());
    expect([verdict, reason]).toEqual([
      'unverifiable',
      expect.stringContaining('No drug label covers made up radiation'),
    ]);
  });

  it('states no comparison', () => {
    const { verdict, reason } = check(['side effects'], [alphamab], { comparedWith: 'chemotherapy' });
    expect(verdict).toBe('unverifiable');
    expect(reason).toContain('compares the side effects of alphamab with those of chemotherapy');
    expect(reason).toContain('state no such comparison');
  });

  it('shows counts of reports as counts, beside the labels', () => {
    const reports = {
      isComplete: true,
      total: 10,
      reactions: [
        { term: 'NAUSEA', count: 7 },
        { term: 'RASH', count: 3 },
      ],
    };
    const drug = madeUpDrug('x', [madeUpLabel('a', seen('Nausea.'))], { reports });
    const { reason, evidence } = check(['nausea'], [drug]);
    expect(evidence.map(({ value }) => value)).toEqual(['Nausea.', { term: 'NAUSEA', count: 7 }]);
    expect(reason).toContain('do not tell how often');
    expect(reason).not.toContain('7');
  });

  it('quotes the place around the word, not the whole section', () => {
    const [evidence] = check(
      ['rash'],
      [labelled('x', seen(`${'Made up. '.repeat(200)}Rash. ${'More. '.repeat(200)}`))],
    ).evidence;
    expect(evidence?.value).toMatch(/^… .*Rash.* …$/);
    expect(String(evidence?.value).length).toBeLessThan(310);
  });
});

describe('check of interactions', () => {
  const INTERACTIONS = { section: 'interactions' } as const;
  const inducers = { drugInteractions: ["Avoid strong inducers such as St. John's wort."], ...seen('Herbal rash.') };

  it.each<[string, Partial<DrugLabel>, Verdict, string]>([
    ['one of the herbs', inducers, 'supported', "St John's wort (Alphamab)"],
    [
      'none of them',
      { drugInteractions: ['Avoid strong inducers.'] },
      'unverifiable',
      'labels name only what was studied',
    ],
    [
      'one without effect',
      { drugInteractions: ["No effect was seen with St. John's wort."] },
      'unverifiable',
      'beside a "no"',
    ],
    ...[
      "St. John's wort did not affect the exposure.",
      "Giving it with St. John's wort resulted in no clinically relevant change.",
    ].map((text): [string, Partial<DrugLabel>, Verdict, string] => [
      `one that changes nothing, as in "${text}"`,
      { drugInteractions: [text] },
      'unverifiable',
      'or in passing',
    ]),
    ['one that must not be taken', { drugInteractions: ["Do not use St. John's wort."] }, 'supported', 'St John'],
    ['nothing', {}, 'unverifiable', 'lacks the text'],
  ])('when a label names %s', (_case, fields, verdict, words) => {
    const { verdict: found, reason } = check(
      ["St John's wort", 'ginseng'],
      [labelled('alphamab', fields)],
      INTERACTIONS,
    );
    expect([found, reason]).toEqual([verdict, expect.stringContaining(words)]);
  });
});
