import { beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, held, madeUpRecord, OWN_NAMES } from '../../../test/support/drug-facts.js';
import { readGuides } from '../../guides/read-guides.js';
import { indexDrugs, resolveDrug, type DrugIndex } from '../../model/drug-lookup.js';
import { drugsOf } from '../../model/followed-drugs.js';
import type { RecordOf } from '../../model/reference-record.js';
import { mergeDrug } from './merge-drug.js';

/*
 * The drugs of the guide that is shipped, with what RxNorm and the NCI Drug Dictionary might add. Numbers of RxNorm that
 * begin with 990 and names with "Novo" are made up.
 */
const CONCEPTS: Record<string, Partial<RecordOf<'concept'>>> = {
  sorafenib: {
    rxcui: '990001',
    formerRxcuis: ['990101'],
    uniis: ['9ZOQ3TZI87'],
    preciseIngredients: [{ rxcui: '990201', name: 'sorafenib tosylate' }],
    brands: [{ rxcui: '990301', name: 'Nexavar' }],
  },
  gemcitabine: { rxcui: '12574', formerRxcuis: ['990102'], brands: [{ rxcui: '990302', name: 'Novogemci' }] },
  cisplatin: { rxcui: '2555', formerRxcuis: ['990103'], brands: [{ rxcui: '990303', name: 'Platinol' }] },
  doxorubicin: {
    rxcui: '3639',
    formerRxcuis: ['990104'],
    uniis: ['80168379AG'],
    preciseIngredients: [{ rxcui: '990204', name: 'doxorubicin hydrochloride' }],
  },
  regorafenib: { rxcui: '990005', formerRxcuis: ['990105'], uniis: ['24T2A1DOYB'] },
  lenvatinib: {
    rxcui: '1603296',
    formerRxcuis: ['990106'],
    preciseIngredients: [{ rxcui: '990206', name: 'lenvatinib mesylate' }],
  },
  bevacizumab: { rxcui: '253337', formerRxcuis: ['990107'], brands: [{ rxcui: '990307', name: 'Avastin' }] },
  pembrolizumab: { rxcui: '1547545', formerRxcuis: ['990108'] },
  nivolumab: { rxcui: '1597876', formerRxcuis: ['990109'] },
};
const ALIASES: Record<string, [type: string, name: string][]> = {
  nivolumab: [
    ['Abbreviation', 'NIVO'],
    ['USBrandName', 'Opdivo Injection'],
  ],
  bevacizumab: [
    ['Synonym', 'rhuMAb VEGF'],
    ['Synonym', 'bevacizumab biosimilar FKB238'],
    ['NSCNumber', '704865'],
  ],
  pembrolizumab: [
    ['ObsoleteName', 'lambrolizumab'],
    ['CASRegistryName', '1374853-91-4'],
  ],
};

const SPELLINGS: Record<string, [query: string, how: string][]> = {
  sorafenib: [
    ['sorafenib', 'exact'],
    ['SORAFENIB', 'exact'],
    ['sorafenib tosylate', 'exact'],
    ['Sorafenib mesylate', 'without-salt'],
    ['Nexavar', 'exact'],
    ['NEXAVAR®', 'exact'],
    ['Nexavar 200 mg tablets', 'without-dosage'],
    ['sorafenib tosylate 200 mg film-coated tablets', 'without-dosage'],
    ['BAY 43-9006', 'exact'],
    ['bay439006', 'exact'],
    ['9ZOQ3TZI87', 'code'],
    ['5T62Q3B36J', 'code'],
    ['990001', 'code'],
    ['RxCUI 990101', 'code'],
    ['990201', 'code'],
    ['L01EX02', 'code'],
    ['C61948', 'code'],
    ['NDA021923', 'code'],
    ['b50667e4-5ebc-4968-a646-d605058dbef0', 'code'],
  ],
  gemcitabine: [
    ['gemcitabine', 'exact'],
    ['Gemcitabine', 'exact'],
    ['GEMCITABINE HYDROCHLORIDE', 'exact'],
    ['gemcitabine HCl', 'without-salt'],
    ['Gemzar', 'exact'],
    ['Infugem', 'exact'],
    ['Novogemci', 'exact'],
    ['Gemzar 1 g powder', 'without-dosage'],
    ['gemcitabine injection', 'without-dosage'],
    ['LY188011', 'exact'],
    ['LY-188011', 'exact'],
    ['12574', 'code'],
    ['990102', 'code'],
    ['U347PV74IL', 'code'],
    ['C961', 'code'],
    ['D000093542', 'code'],
  ],
  cisplatin: [
    ['cisplatin', 'exact'],
    ['CISplatin', 'exact'],
    ['cis-platinum', 'exact'],
    ['cisplatinum', 'exact'],
    ['cis-diamminedichloroplatinum', 'exact'],
    ['Platinol', 'exact'],
    ['CDDP', 'exact'],
    ['cisplatin 1 mg/mL', 'without-dosage'],
    ['Cisplatin Injection', 'without-dosage'],
    ['2555', 'code'],
    ['rxcui:990103', 'code'],
    ['q20q21q62j', 'code'],
    ['C376', 'code'],
    ['L01XA01', 'code'],
  ],
  doxorubicin: [
    ['doxorubicin', 'exact'],
    ['DOXORUBICIN', 'exact'],
    ['doxorubicin hydrochloride', 'exact'],
    ['doxorubicin HCl', 'without-salt'],
    ['doxorubicin hydrochloride 2 mg/mL injection', 'without-dosage'],
    ['Adriamycin', 'exact'],
    ['Doxil', 'exact'],
    ['Caelyx', 'exact'],
    ['liposomal doxorubicin', 'exact'],
    ['ADM', 'exact'],
    ['3639', 'code'],
    ['990104', 'code'],
    ['80168379AG', 'code'],
    ['L01DB01', 'code'],
    ['C456', 'code'],
  ],
  regorafenib: [
    ['regorafenib', 'exact'],
    ['Regorafenib', 'exact'],
    ['regorafenib monohydrate', 'exact'],
    ['regorafenib anhydrous', 'without-salt'],
    ['Stivarga', 'exact'],
    ['STIVARGA™', 'exact'],
    ['Stivarga 40 mg', 'without-dosage'],
    ['BAY 73-4506', 'exact'],
    ['BAY734506', 'exact'],
    ['24T2A1DOYB', 'code'],
    ['990005', 'code'],
    ['990105', 'code'],
    ['L01EX05', 'code'],
    ['ncit C78204', 'code'],
  ],
  lenvatinib: [
    ['lenvatinib', 'exact'],
    ['LENVATINIB', 'exact'],
    ['lenvatinib mesylate', 'exact'],
    ['lenvatinib mesilate', 'without-salt'],
    ['Lenvima', 'exact'],
    ['Kisplyx', 'exact'],
    ['Lenvima 12 mg capsules', 'without-dosage'],
    ['E7080', 'exact'],
    ['MK-7902', 'exact'],
    ['EE083865G2', 'code'],
    ['1603296', 'code'],
    ['990106', 'code'],
    ['990206', 'code'],
    ['NDA206947', 'code'],
  ],
  bevacizumab: [
    ['bevacizumab', 'exact'],
    ['BEVACIZUMAB', 'exact'],
    ['bevacizumab-awwb', 'without-suffix'],
    ['Bevacizumab-bvzr', 'without-suffix'],
    ['bevacizumab-maly 25 mg/mL', 'without-dosage'],
    ['Avastin', 'exact'],
    ['Avastin injection', 'without-dosage'],
    ['Mvasi', 'exact'],
    ['Zirabev', 'exact'],
    ['rhuMab-VEGF', 'exact'],
    ['NSC 704865', 'exact'],
    ['ABP215', 'exact'],
    ['2S9ZZM9Q9V', 'code'],
    ['253337', 'code'],
    ['990107', 'code'],
    ['BLA125085', 'code'],
    ['939b5d1f-9fb2-4499-80ef-0607aa6b114e', 'code'],
  ],
  pembrolizumab: [
    ['pembrolizumab', 'exact'],
    ['Pembrolizumab', 'exact'],
    ['lambrolizumab', 'exact'],
    ['Keytruda', 'exact'],
    ['KEYTRUDA®', 'exact'],
    ['Keytruda Qlex', 'exact'],
    ['Keytruda 100 mg/4 mL injection', 'without-dosage'],
    ['pembrolizumab-abcd', 'without-suffix'],
    ['pembrolizumab and berahyaluronidase alfa-pmph', 'part'],
    ['MK-3475', 'exact'],
    ['MK 3475', 'exact'],
    ['DPT0O3T46P', 'code'],
    ['1547545', 'code'],
    ['990108', 'code'],
    ['1374853-91-4', 'code'],
    ['L01FF02', 'code'],
  ],
  nivolumab: [
    ['nivolumab', 'exact'],
    ['NIVOLUMAB', 'exact'],
    ['Opdivo', 'exact'],
    ['Opdualag', 'exact'],
    ['nivolumab and relatlimab', 'part'],
    ['nivolumab and relatlimab-rmbw', 'part'],
    ['Opdivo Injection', 'exact'],
    ['Opdivo 10 mg/mL', 'without-dosage'],
    ['nivolumab-abcd', 'without-suffix'],
    ['NIVO', 'exact'],
    ['BMS-936558', 'exact'],
    ['ONO 4538', 'exact'],
    ['MDX-1106', 'exact'],
    ['31YO63LBSN', 'code'],
    ['1597876', 'code'],
    ['990109', 'code'],
    ['C68814', 'code'],
  ],
};

describe('spellings of the drugs of the guide', () => {
  let index: DrugIndex;

  beforeAll(async () => {
    const { guides } = await readGuides('guides');
    const drugs = drugsOf(guides);
    const documents = drugs.map(({ drug, stated }) => {
      const { drugId } = drug;
      const fields = CONCEPTS[drugId] ?? {};
      const concept = madeUpRecord('concept', { name: drugId, ...fields });
      const aliases = (ALIASES[drugId] ?? []).map(([type, name]) => ({ type, name }));
      const answers = [
        answerOf('rxnorm', 'concept', [held('rxnorm', concept.rxcui, concept)]),
        answerOf('nci-drug-dictionary', 'term', [
          held('nci-drug-dictionary', drugId, madeUpRecord('term', { termId: drugId, name: drugId, aliases })),
        ]),
      ];
      const others = drugs.map((one) => one.drug);
      return mergeDrug({ drug, stated, others, answers, labelVersions: [], pointers: OWN_NAMES }).document;
    });
    index = indexDrugs(documents);
  });

  const table = Object.entries(SPELLINGS).flatMap(([drugId, spellings]) =>
    spellings.map(([query, how]): [string, string, string] => [query, drugId, how]),
  );

  it.each(table)('%s is %s (%s)', (query, drugId, how) => {
    expect(resolveDrug(query, index).map((match) => [match.drugId, match.matched.how])).toEqual([[drugId, how]]);
  });

  it.each([
    ['Opdualag', true],
    ['nivolumab and relatlimab', true],
    ['Keytruda Qlex', true],
    ['pembrolizumab and berahyaluronidase alfa-pmph', true],
    ['Opdivo', false],
    ['bevacizumab-awwb', false],
  ])('%s holds further active substances: %s', (query, isCombination) => {
    expect(resolveDrug(query, index)).toMatchObject([{ matched: { isCombination } }]);
  });

  it.each(['sorafenib-aaaa', 'relatlimab', 'relatlimab and ipilimumab'])('"%s" is none of them', (query) => {
    expect(resolveDrug(query, index)).toEqual([]);
  });

  it('are at least ten for each of the nine', () => {
    expect(Object.keys(SPELLINGS)).toHaveLength(9);
    for (const spellings of Object.values(SPELLINGS)) expect(spellings.length).toBeGreaterThanOrEqual(10);
  });
});
