import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { madeUpClasses, madeUpDrug, madeUpLabel } from '../../../test/support/claim-drugs.js';
import { claimFacts, madeUpClaim } from '../../../test/support/merge-facts.js';
import type { Verdict } from '../../model/claim.js';
import type { DrugClass, DrugDocument, TreatmentKind } from '../../model/drug.js';
import { checkClaim } from './check-claims.js';
import type { ClaimDrug, ClaimLabel } from '../claim-facts.types.js';

/** Official class names are spelled as the sources do; which made-up drug has them is made up for logic. */
type Classes = [DrugClass['system'], string][];

function drugOf(classes: Classes | null, treatmentKind: TreatmentKind | null, about: Partial<ClaimDrug> = {}) {
  const fields: Partial<DrugDocument> = {
    classes: classes === null ? null : madeUpClasses(...classes),
    treatmentKind,
    definition: { text: 'A made-up definition.', url: null },
  };
  return madeUpDrug('alphamab', [], fields, about);
}

function check(classes: string[], ...drugs: ClaimDrug[]) {
  const claim = madeUpClaim({ type: 'drug-class', entries: drugs.map(({ entryId }) => entryId), classes });
  return checkClaim(claim, claimFacts({ drugs: new Map(drugs.map((drug) => [drug.entryId, drug])) }));
}

const KINASE: Classes = [['epc', 'Kinase Inhibitor [EPC]']];
const PLATINUM: Classes = [['epc', 'Platinum-based Drug [EPC]']];
const PD_1: Classes = [['epc', 'Programmed Death Receptor-1 Blocking Antibody [EPC]']];
const VEGF: Classes = [['epc', 'Vascular Endothelial Growth Factor Inhibitor [EPC]']];

describe('check of a drug’s class', () => {
  it.each<[string, string[], Classes | null, TreatmentKind | null, Verdict, string]>([
    ['the very class', ['kinase inhibitor'], KINASE, 'targeted therapy', 'supported', '"Kinase Inhibitor"'],
    [
      'any of several words',
      ['angiogenesis inhibitor', 'protein kinase inhibitor'],
      KINASE,
      null,
      'supported',
      'protein kinase inhibitor',
    ],
    [
      'a wider class',
      ['angiogenesis inhibitor'],
      VEGF,
      null,
      'supported',
      'Vascular Endothelial Growth Factor Inhibitor',
    ],
    ['a wider class', ['immune checkpoint inhibitor'], PD_1, null, 'supported', 'Programmed Death Receptor-1'],
    [
      'an official name outside the table',
      ['beta2-adrenergic agonist'],
      [['epc', 'beta2-Adrenergic Agonist [EPC]']],
      null,
      'supported',
      'beta2-Adrenergic Agonist',
    ],
    ['the kind of treatment', ['chemotherapy'], PLATINUM, 'chemotherapy', 'supported', 'counts as chemotherapy'],
    [
      'a mechanism alone',
      ['kinase inhibitor'],
      [['moa', 'Protein Kinase Inhibitors [MoA]']],
      null,
      'supported',
      'the way alphamab works',
    ],
    [
      'an ATC group alone',
      ['PD-1 inhibitor'],
      [['atc', 'PD-1/PD-L1 (Programmed cell death protein 1/death ligand 1) inhibitors']],
      null,
      'supported',
      'World Health Organization',
    ],
    [
      'another kind of treatment',
      ['chemotherapy', 'cytotoxic'],
      KINASE,
      'targeted therapy',
      'contradicted',
      'counts as targeted therapy, not as chemotherapy.',
    ],
    ['another class', ['kinase inhibitor'], PLATINUM, null, 'contradicted', '"Platinum-based Drug"'],
    [
      'another class, whatever a wide group says',
      ['PD-1 inhibitor'],
      [
        ['epc', 'Programmed Death Ligand-1 Blocking Antibody'],
        ['atc', 'PD-1/PD-L1 (Programmed cell death protein 1/death ligand 1) inhibitors'],
      ],
      null,
      'contradicted',
      'Programmed Death Ligand-1',
    ],
    [
      'a class that may be the same',
      ['angiogenesis inhibitor'],
      KINASE,
      'targeted therapy',
      'unverifiable',
      'neither bears out nor rules out',
    ],
    [
      'a mechanism that differs',
      ['kinase inhibitor'],
      [['moa', 'Topoisomerase Inhibitors [MoA]']],
      null,
      'unverifiable',
      'neither bears out nor rules out',
    ],
    [
      'a class outside the table',
      ['kinase inhibitor'],
      [['epc', 'Made-Up Blocker [EPC]']],
      null,
      'unverifiable',
      'neither',
    ],
    [
      'one class that differs and one outside the table',
      ['kinase inhibitor'],
      [...PLATINUM, ['epc', 'Made-Up Blocker [EPC]']],
      null,
      'unverifiable',
      'neither',
    ],
    ['words outside the table', ['wonder drug'], KINASE, null, 'unverifiable', '"wonder drug" are not in the table'],
    ['neighbouring kinds of treatment', ['targeted therapy'], PD_1, 'immunotherapy', 'unverifiable', 'neither'],
    [
      'no known kind of treatment',
      ['chemotherapy'],
      [['epc', 'Made-Up Blocker [EPC]']],
      null,
      'unverifiable',
      'neither',
    ],
    ['no class at all', ['kinase inhibitor'], [], null, 'unverifiable', 'give none'],
    [
      'nothing asked yet',
      ['kinase inhibitor'],
      null,
      null,
      'unverifiable',
      'No list of official drug classes has told',
    ],
  ])('by %s: %j', (_case, words, classes, kind, verdict, reasonWords) => {
    const { verdict: found, reason } = check(words, drugOf(classes, kind));
    expect([found, reason]).toEqual([verdict, expect.stringContaining(reasonWords)]);
  });

  it('is outdated when a replaced label had the class and today’s has another', () => {
    const earlierLabels = [madeUpLabel('a', { pharmClassEpc: ['Kinase Inhibitor [EPC]'] })];
    const { verdict, reason, evidence } = check(['kinase inhibitor'], drugOf(PLATINUM, null, { earlierLabels }));
    expect(verdict).toBe('outdated');
    expect(reason).toContain('An earlier US label gave "Kinase Inhibitor" as the class of alphamab; today it is');
    expect(evidence[0]).toMatchObject({ pointer: '/openfda/pharm_class_epc/0', value: 'Kinase Inhibitor [EPC]' });
  });

  it('is not outdated when today’s label merely lacks its classes', () => {
    const earlierLabels = [madeUpLabel('a', { pharmClassEpc: ['Kinase Inhibitor [EPC]'] })];
    expect(check(['kinase inhibitor'], drugOf([], null, { earlierLabels })).verdict).toBe('unverifiable');
  });

  it('quotes the definition beside the classes, never in their place', () => {
    const { evidence } = check(['kinase inhibitor'], drugOf(KINASE, null));
    expect(evidence.map(({ source, value }) => [source, value])).toEqual([
      ['openfda', 'Kinase Inhibitor [EPC]'],
      ['nci-drug-dictionary', 'A made-up definition.'],
    ]);
    const silent = drugOf([], null);
    expect(check(['made-up definition'], silent).verdict).toBe('unverifiable');
  });

  it.each<[string, string, Partial<ClaimLabel>, Classes | null, Verdict]>([
    ['a label tells what no list does', 'It blocks VEGF and with it angiogenesis.', {}, KINASE, 'supported'],
    ['a label speaks where no list was asked', 'It hinders angiogenesis.', {}, null, 'supported'],
    ['a label is silent on it', 'It acts on kinases.', {}, KINASE, 'unverifiable'],
    ['a label denies it', 'It does not inhibit VEGFR and has no effect on angiogenesis.', {}, KINASE, 'unverifiable'],
    ['a label says the opposite', 'It stimulates angiogenesis.', {}, KINASE, 'unverifiable'],
    [
      'a label hinders one thing and furthers it',
      'It inhibits TNF and stimulates angiogenesis.',
      {},
      KINASE,
      'unverifiable',
    ],
    ['a label tells of activity', 'In mice it had anti-angiogenic activity.', {}, KINASE, 'supported'],
    [
      'a label says it of the target',
      'The growth of new blood vessels was inhibited in mice.',
      {},
      KINASE,
      'supported',
    ],
    ['the label is of a combination', 'It hinders angiogenesis.', { isCombination: true }, KINASE, 'unverifiable'],
    ['the official class says otherwise', 'It hinders angiogenesis.', {}, PLATINUM, 'contradicted'],
  ])('reads how the drug works: %s', (_case, text, about, classes, expected) => {
    const labels = [madeUpLabel('a', { mechanismOfAction: [text] }, about)];
    const drug = { ...drugOf(classes, null), labels };
    const { verdict, reason, evidence } = check(['angiogenesis inhibitor', 'VEGF inhibitor'], drug);
    expect(verdict).toBe(expected);
    if (expected !== 'supported') return;
    expect(reason).toContain(`says of how it works: "${text.slice(0, -1)}"`);
    expect(evidence[0]).toMatchObject({ source: 'openfda', key: 'a', pointer: '/mechanism_of_action/0', value: text });
  });

  it('does not take what takes part in a thing for the thing', () => {
    const text = 'It is an inhibitor of kinases involved in tumor angiogenesis and metastasis.';
    const drug = { ...drugOf(KINASE, null), labels: [madeUpLabel('a', { mechanismOfAction: [text] })] };
    const { verdict, reason } = check(['angiogenesis inhibitor'], drug);
    expect([verdict, reason]).toEqual([
      'unverifiable',
      expect.stringContaining('blocks proteins that take part in this'),
    ]);
    expect(reason).not.toContain('bears out');
  });

  it('cites the class that the US agency gives before a group of another list, and says so only then', () => {
    const both: Classes = [['atc', 'Other protein kinase inhibitors'], ...KINASE];
    const { reason, evidence } = check(['kinase inhibitor'], drugOf(both, null));
    expect(reason).toMatch(/^The official class of alphamab is "Kinase Inhibitor".*the US drug agency gives/);
    expect(evidence[0]?.value).toBe('Kinase Inhibitor [EPC]');
    const group = check(['kinase inhibitor'], drugOf([['atc', 'Other protein kinase inhibitors']], null));
    expect(group.reason).not.toContain('US drug agency');
  });

  it('names the part of a statement that the class does not tell, or finds it in the label', () => {
    const words = ['kinase inhibitor', 'protein kinase inhibitor', 'angiogenesis inhibitor'];
    const open = check(words, drugOf(KINASE, null));
    expect(open).toMatchObject({
      verdict: 'supported',
      reason: expect.stringContaining(
        'Whether it is also "angiogenesis inhibitor", as one may read the guide, is not told',
      ),
    });
    const labels = [madeUpLabel('a', { mechanismOfAction: ['It hindered angiogenesis in mice.'] })];
    const told = check(words, { ...drugOf(KINASE, null), labels });
    expect(told.reason).toContain('That bears out "angiogenesis inhibitor".');
    expect(told.reason).not.toContain('is not told');
  });

  it('asks all drugs, and names the one that is open', () => {
    const other = madeUpDrug('betanib', [], { classes: madeUpClasses() });
    const { verdict, reason } = check(['kinase inhibitor'], drugOf(KINASE, null), other);
    expect([verdict, reason]).toEqual(['unverifiable', expect.stringContaining('betanib')]);
  });

  it('takes the class of the real applications for cisplatin', () => {
    const url = new URL('../../../test/fixtures/openfda/drugsfda/cisplatin_20231115.json', import.meta.url);
    const { results } = JSON.parse(readFileSync(url, 'utf8')) as {
      results: { openfda?: { pharm_class_epc?: string[] } }[];
    };
    const names = [...new Set(results.flatMap(({ openfda }) => openfda?.pharm_class_epc ?? []))];
    expect(names).toEqual(['Platinum-based Drug [EPC]']);
    const cisplatin = drugOf(
      names.map((name) => ['epc', name]),
      'chemotherapy',
    );
    expect(check(['platinum drug'], cisplatin).verdict).toBe('supported');
    expect(check(['chemotherapy'], cisplatin).verdict).toBe('supported');
    expect(check(['kinase inhibitor'], cisplatin).verdict).toBe('contradicted');
  });
});
