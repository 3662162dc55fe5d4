import { describe, expect, it } from '@jest/globals';
import { madeUpDrug, madeUpLabel } from '../../../../test/support/claim-drugs.js';
import { labelTextsOf } from './label-texts.js';
import { usesIn } from './label-uses.js';
import type { ConditionTerms } from './mentions.js';

/** All label texts below are made up for the logic of reading them, in the forms that labels come in. */
const LIVER: ConditionTerms = {
  name: 'liver cancer',
  terms: ['hepatocellular carcinoma', 'HCC', 'liver cancer', 'liver tumor'],
  relatedTerms: ['liver metastases', 'metastatic to the liver', 'metastatic liver cancer', 'bile duct cancer'],
  isAdvanced: false,
};

function usesOf(...indications: string[]) {
  const { today } = labelTextsOf(madeUpDrug('alphamab', [madeUpLabel('set-1', { indications })]), ['indications']);
  return today.flatMap((label) => usesIn(label, LIVER));
}

function readings(...indications: string[]) {
  return usesOf(...indications).map(({ kind, line, partners, isSingleAgent }) => ({
    kind,
    line,
    partners,
    isSingleAgent,
  }));
}

type Reading = ReturnType<typeof readings>[number];
const use = (fields: Partial<Reading> = {}): Reading => ({
  ...{ kind: 'affirmed', line: null, partners: [], isSingleAgent: false },
  ...fields,
});

describe('reading a made-up label for a condition', () => {
  it.each<[string, string, Reading[]]>([
    ['a plain sentence', 'Alphamab is indicated for the treatment of unresectable hepatocellular carcinoma.', [use()]],
    ['plural, case and hyphens', 'Alphamab is indicated for Hepato cellular or hepatocellular-carcinomas.', [use()]],
    ['British spelling', 'Alphamab is indicated for primary liver tumours.', [use()]],
    [
      'numbered headings in flat text',
      '1 INDICATIONS AND USAGE 1.1 Renal Cell Carcinoma Alphamab is indicated for advanced renal cell carcinoma (RCC). 1.2 Hepatocellular Carcinoma Alphamab, in combination with betalizumab, is indicated for the treatment of patients with unresectable HCC who have not received prior systemic therapy. 1.3 Lung Cancer Alphamab, with gammaplatin, is indicated for lung cancer.',
      [use({ line: 'first-line', partners: ['betalizumab'] })],
    ],
    [
      'bullets that go on from a lead-in',
      'Alphamab is a made-up inhibitor indicated for the treatment of patients with: • Metastatic colorectal cancer, in combination with gammaplatin • Hepatocellular carcinoma (HCC) who have been previously treated with deltanib',
      [use({ line: 'previously treated' })],
    ],
    [
      'the list at the head of a label, closed by references',
      'Alphamab is a made-up antibody indicated for the treatment of: Metastatic colorectal cancer, in combination with chemotherapy for first-line treatment. (1.1) Limitations of Use: Alphamab is not indicated for adjuvant treatment of colon cancer. (1.1) Unresectable hepatocellular carcinoma in combination with betalizumab ( 1.2 ) 1.1 Colorectal Cancer Alphamab is indicated for it.',
      [use({ partners: ['betalizumab'] })],
    ],
    [
      'a condition that opens a list of its own',
      '1.8 Hepatocellular Carcinoma Alphamab is indicated for: • first-line treatment of adults, in combination with betalizumab • adults who have received prior therapy, as a single agent',
      [
        use({ line: 'first-line', partners: ['betalizumab'] }),
        use({ line: 'previously treated', isSingleAgent: true }),
      ],
    ],
    [
      'lists one after another under headings without numbers',
      'Hepatocellular Carcinoma • in combination with betalizumab for adults. Melanoma • in combination with deltanib for adults • in combination with gammaplatin Lung Cancer • with etaplatin for lung cancer',
      [use({ partners: ['betalizumab'] })],
    ],
    [
      'a list that goes on behind references, as another condition',
      'Indicated for: Hepatocellular Carcinoma: • in combination with betalizumab (1.1) Bone Disease: • in combination with deltanib (1.2) Knee Disease, in combination with etamab (1.3)',
      [use({ partners: ['betalizumab'] })],
    ],
    [
      'two uses in one section',
      'Alphamab, in combination with betalizumab, is indicated for the first-line treatment of adults with HCC. Alphamab, as a single agent, is indicated for adults with HCC who have been previously treated with deltanib.',
      [
        use({ line: 'first-line', partners: ['betalizumab'] }),
        use({ line: 'previously treated', isSingleAgent: true }),
      ],
    ],
    [
      'lists of partners',
      'Alphamab is indicated in combination with betaplatin, gammataxel, and deltamab, for HCC.',
      [use({ partners: ['betaplatin', 'gammataxel', 'deltamab'] })],
    ],
    [
      'partners of one use, not of its neighbour',
      'Alphamab is indicated for hepatocellular carcinoma; in combination with gammataxel, for breast cancer.',
      [use()],
    ],
    [
      'alone or with another',
      'Alphamab is indicated as a single agent or in combination with either betalizumab or gammaplatin for HCC.',
      [use({ partners: ['betalizumab', 'gammaplatin'], isSingleAgent: true })],
    ],
    ['an optional partner', 'Alphamab is indicated with or without gammaplatin for liver cancer.', [use()]],
    ['neighbouring conditions only', 'Alphamab is indicated for colorectal cancer with liver metastases.', []],
    ['a neighbour that contains the term', 'Alphamab is indicated for metastatic liver cancer from the colon.', []],
    ['another condition', 'Alphamab is indicated for advanced renal cell carcinoma.', []],
    ['a longer word', 'Alphamab is indicated for cholangiohepatocellular carcinomatosis.', []],
    ['"not indicated"', 'Alphamab is not indicated for hepatocellular carcinoma.', [use({ kind: 'denied' })]],
    [
      'a denying lead-in',
      'Alphamab is not recommended for the treatment of: • bile duct cancer • liver cancer',
      [use({ kind: 'denied' })],
    ],
    ['a denial that comes after', 'For HCC, alphamab is not recommended.', [use({ kind: 'denied' })]],
    [
      'limitations of use with a denial',
      'Alphamab is indicated for lung cancer. Limitations of Use: Alphamab is not indicated for HCC.',
      [use({ kind: 'denied' })],
    ],
    [
      'limitations of use without one',
      'Alphamab is indicated for lung cancer. Limitation of Use Little is known of patients with HCC.',
      [use({ kind: 'unclear' })],
    ],
    [
      'safety and effectiveness not established',
      'The safety and effectiveness of alphamab in patients with hepatocellular carcinoma have not been established.',
      [use({ kind: 'denied' })],
    ],
    [
      'a denial for one condition and a use in another',
      'Alphamab is not indicated for lung cancer but is indicated for HCC.',
      [use()],
    ],
    [
      'a use in one condition and a denial for another',
      'Alphamab is indicated for HCC, but is not indicated for lung cancer.',
      [use()],
    ],
    ['a condition left out', 'Alphamab is indicated for tumors other than liver cancer.', [use({ kind: 'denied' })]],
    ['a condition named aside', 'Alphamab lowers the risk of hepatocellular carcinoma.', [use({ kind: 'unclear' })]],
    [
      'an agent for imaging',
      'Alphamab is indicated for imaging tumors in adults with HCC.',
      [use({ kind: 'unclear' })],
    ],
    ['an old label with a bare list', 'INDICATIONS AND USAGE Hepatocellular carcinoma. Lung cancer.', [use()]],
    [
      'items of a flat list that begin in lower case',
      'Alphamab is a made-up inhibitor indicated for the treatment of patients with advanced RCC, as a first-line treatment in combination with gammamab ( 1.1 ) patients with hepatocellular carcinoma (HCC) who have been previously treated with deltanib ( 1.2 )',
      [use({ line: 'previously treated' })],
    ],
    ...[' - ', ' * ', ' o '].map((mark): [string, string, Reading[]] => [
      `a list marked with "${mark}"`,
      `Alphamab is indicated for:${mark}RCC in combination with gammamab${mark}HCC, first-line${mark}lung cancer with deltanib`,
      [use({ line: 'first-line' })],
    ]),
    [
      'a list within a list',
      'Alphamab is indicated for the treatment of: • Ovarian cancer: o in combination with gammaplatin ( 1.6 ) • Hepatocellular Carcinoma (HCC) o in combination with betalizumab for patients with HCC ( 1.7 )',
      [use({ partners: ['betalizumab'] })],
    ],
    [
      'two items of the list at the head under one name, told by their references',
      'Hepatocellular Carcinoma (HCC): in combination with betalizumab, first-line ( 1.9 ) as a single agent in second-line treatment ( 1.9 ) Knee Cancer: in combination with deltanib ( 1.10 )',
      [
        use({ line: 'first-line', partners: ['betalizumab'] }),
        use({ line: 'previously treated', isSingleAgent: true }),
      ],
    ],
    [
      'a second sentence under a numbered heading that does not name the condition again',
      '1.9 Hepatocellular Carcinoma Alphamab, in combination with betalizumab, is indicated for the first-line treatment of adults. Alphamab, as a single agent, is indicated for adults who have received deltanib. 1.10 Lung Cancer Alphamab is indicated for it.',
      [
        use({ line: 'first-line', partners: ['betalizumab'] }),
        use({ line: 'previously treated', isSingleAgent: true }),
      ],
    ],
    [
      'two cancers in one breath, of which one has a partner and an earlier treatment',
      'Alphamab is indicated for unresectable hepatocellular carcinoma and patients with advanced renal cell carcinoma who have received prior therapy, in combination with gammamab.',
      [use()],
    ],
    ['items set apart by semicolons', 'Alphamab is indicated for: (a) RCC; (b) HCC; (c) lung cancer.', [use()]],
    ['a study that failed', 'Alphamab failed to improve survival in patients with HCC.', [use({ kind: 'denied' })]],
    ['an effect that was not there', 'The effect in HCC was not superior to placebo.', [use({ kind: 'denied' })]],
    ['an indication taken back', 'This indication for HCC was withdrawn.', [use({ kind: 'denied' })]],
    ['too few data', 'There is insufficient data to recommend use in HCC.', [use({ kind: 'denied' })]],
    ['a study without a result', 'The efficacy of alphamab in HCC was studied.', [use({ kind: 'unclear' })]],
    [
      'a use that another product holds',
      'Additional information for hepatocellular carcinoma is approved for Madeup’s ALPHABRAND. However, this drug product is not labeled with that information.',
      [use({ kind: 'unclear' })],
    ],
    [
      'what another illness can lead to',
      'Alphamab is indicated for chronic hepatitis B, which may lead to cirrhosis and hepatocellular carcinoma.',
      [use({ kind: 'unclear' })],
    ],
    [
      'another aim in patients with the condition',
      'Alphamab is indicated for the treatment of anemia in patients with HCC.',
      [use({ kind: 'unclear' })],
    ],
    [
      'a heading over a denial',
      '1.8 Hepatocellular Carcinoma Limitations of Use: Alphamab is not indicated for HCC. 1.9 Melanoma Alphamab is indicated for melanoma.',
      [use({ kind: 'denied' })],
    ],
    [
      'a heading over a sentence that says nothing of a use',
      '1.8 Hepatocellular Carcinoma Alphamab is a made-up inhibitor.',
      [use({ kind: 'unclear' })],
    ],
    [
      'a limitation in a list of uses',
      'Alphamab is indicated for patients with: • RCC ( 1.1 ) • HCC ( 1.2 ) Limitations of Use Alphamab is not recommended for HCC with Child-Pugh C ( 1.2 )',
      [use(), use({ kind: 'denied' })],
    ],
    ['nothing', '', []],
  ])('%s', (_case, indications, expected) => {
    expect(readings(indications)).toEqual(expected);
  });

  it('gives the passage as published and points at its section', () => {
    const text = 'Alphamab  is indicated\n for HCC. It is made up.';
    expect(usesOf('Nothing here.', text)).toMatchObject([
      { text: 'Alphamab is indicated for HCC.', pointer: '/indications_and_usage/1' },
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'the sentence behind a use',
      'Alphamab is indicated for HCC. This indication is approved under accelerated approval.',
      ['HCC'],
    ],
    [
      'another use',
      'Alphamab is indicated for HCC. Alphamab is indicated for RCC. This indication is approved under accelerated approval.',
      [],
    ],
    [
      'all uses of a section',
      '1.1 Hepatocellular Carcinoma Alphamab is indicated for HCC. Alphamab is indicated for liver cancer. These indications are approved under accelerated approval.',
      ['HCC', 'liver cancer'],
    ],
  ])('ties accelerated approval to %s', (_case, indications, early) => {
    const found = usesOf(indications).filter(({ accelerated }) => accelerated !== null);
    expect(found.map(({ text }) => early.find((words) => text.includes(`for ${words}`)))).toEqual(early);
  });

  it('tells a denial of one way of use from a denial of the use', () => {
    const [inPart, whole] = ['not indicated in combination with betanib for HCC', 'not indicated for HCC'].map(
      (words) => usesOf(`Alphamab is ${words}.`)[0]?.isPartial,
    );
    expect([inPart, whole]).toEqual([true, false]);
  });

  it('does not tell the same passage of a label twice', () => {
    expect(usesOf('Indicated for HCC.', 'Indicated for HCC.')).toHaveLength(1);
  });

  it('shows the place around the mention where a text has no full stops, and is quick at it', () => {
    const [first, ...others] = usesOf(`${'word '.repeat(5_000)}HCC and ${'indicated for HCC and '.repeat(20_000)}`);
    expect(others).toEqual([]);
    expect(first?.text).toMatch(/^… .*HCC.* …$/);
    expect(first?.text.length).toBeLessThan(1_010);
  });
});
