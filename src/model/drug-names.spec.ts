import { describe, expect, it } from '@jest/globals';
import { foldName, partsOfName, spellingsOf, withoutDosage } from './drug-names.js';

describe('folding a name', () => {
  it.each([
    ['Nexavar®', 'nexavar'],
    ['NEXAVAR™', 'nexavar'],
    ['BAY 43-9006', 'bay439006'],
    ['bay-43.9006', 'bay439006'],
    ['Sorafénib', 'sorafenib'],
    ['SORAFENIB  TOSYLATE', 'sorafenibtosylate'],
    ['ＭＫ－３４７５', 'mk3475'],
    ['cis-diamminedichloroplatinum(II)', 'cisdiamminedichloroplatinumii'],
    ['®', ''],
    ['  ', ''],
  ])('makes %j %j', (name, key) => {
    expect(foldName(name)).toBe(key);
  });
});

describe('spellings of a name', () => {
  it.each<[string, string, string]>([
    ['sorafenib', 'sorafenib', 'exact'],
    ['sorafenib tosylate', 'sorafenib', 'without-salt'],
    ['Gemcitabine HCl', 'gemcitabine', 'without-salt'],
    ['REGORAFENIB MONOHYDRATE', 'regorafenib', 'without-salt'],
    ['dexamethasone sodium phosphate', 'dexamethasone', 'without-salt'],
    ['bevacizumab-awwb', 'bevacizumab', 'without-suffix'],
    ['trastuzumab deruxtecan-nxki', 'trastuzumabderuxtecan', 'without-suffix'],
    ['epoetin alfa-epbx', 'epoetinalfa', 'without-suffix'],
    ['insulin glargine-yfgn', 'insulinglargine', 'without-suffix'],
    ['Nexavar 200 mg tablets', 'nexavar', 'without-dosage'],
    ['Avastin injection', 'avastin', 'without-dosage'],
    ['Avastin 25 mg/mL, injection, solution, concentrate', 'avastin', 'without-dosage'],
    ['cisplatin 1mg/ml', 'cisplatin', 'without-dosage'],
    ['sorafenib tosylate 200 mg film-coated tablets', 'sorafenib', 'without-dosage'],
    ['bevacizumab-bvzr 400 mg', 'bevacizumab', 'without-dosage'],
  ])('%s stands for %s, told %s', (name, key, how) => {
    expect(spellingsOf(name)).toContainEqual({ key, how });
  });

  it.each([
    ['a liposomal form is no salt', 'liposomal doxorubicin', 'doxorubicin'],
    ['a form before a dosage stays', 'doxorubicin liposome injection', 'doxorubicin'],
    ['three letters are no suffix', 'bevacizumab-abc', 'bevacizumab'],
    ['four letters behind a name that is no biologic one are no suffix', 'sorafenib-aaaa', 'sorafenib'],
    ['five letters are no suffix', 'bevacizumab-abcde', 'bevacizumab'],
    ['digits are no suffix', 'interferon-beta-1234', 'interferonbeta'],
    ['a number without unit is part of the name', 'MK 3475', 'mk'],
    ['a short name does not lose its second half', 'FAC-abcd', 'fac'],
  ])('%s', (_why, name, key) => {
    expect(spellingsOf(name).map((spelling) => spelling.key)).not.toContain(key);
  });

  it('puts the exact spelling first and gives each key once', () => {
    const spellings = spellingsOf('sorafenib tosylate 200 mg');
    expect(spellings[0]).toEqual({ key: 'sorafenibtosylate200mg', how: 'exact' });
    expect(new Set(spellings.map(({ key }) => key)).size).toBe(spellings.length);
  });

  it('has nothing for a text without letters and digits', () => {
    expect(spellingsOf(' ®-™ ')).toEqual([]);
  });

  it('keeps a name that is nothing but salt or dosage words', () => {
    expect(spellingsOf('sodium chloride')).toEqual([{ key: 'sodiumchloride', how: 'exact' }]);
    expect(withoutDosage('Oral Solution')).toBe('Oral Solution');
  });

  it('stays quick on hostile texts', () => {
    const before = performance.now();
    for (const text of [' 1'.repeat(20_000), 'a-'.repeat(20_000), `a ${'1.'.repeat(20_000)}`, ' , '.repeat(20_000)]) {
      spellingsOf(text.slice(0, 200));
      partsOfName(text.slice(0, 4000));
    }
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('parts of a name', () => {
  it.each([
    ['PEMBROLIZUMAB', ['PEMBROLIZUMAB']],
    ['PEMBROLIZUMAB AND BERAHYALURONIDASE ALFA-PMPH', ['PEMBROLIZUMAB', 'BERAHYALURONIDASE ALFA-PMPH']],
    ['ACLIDINIUM BROMIDE; FORMOTEROL FUMARATE', ['ACLIDINIUM BROMIDE', 'FORMOTEROL FUMARATE']],
    ['nivolumab / relatlimab', ['nivolumab', 'relatlimab']],
    ['a, b and c', ['a', 'b', 'c']],
    ['insulin, human', ['insulin, human']],
    ['TESTINIB, FOOMAB', ['TESTINIB', 'FOOMAB']],
    ['regorafenib, anhydrous, 40 mg, tablets', ['regorafenib, anhydrous']],
    ['cisplatin, USP, 10 vials', ['cisplatin']],
    ['cisplatin 1 mg/mL injection', ['cisplatin']],
    ['alpha 10 mg and beta 5 mg/mL tablets', ['alpha', 'beta']],
  ])('%s', (name, parts) => {
    expect(partsOfName(name)).toEqual(parts);
  });
});
