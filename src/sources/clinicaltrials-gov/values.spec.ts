import { describe, expect, it } from '@jest/globals';
import { ageInYears, enrollmentCount, meshId, nctId, partialDate, phone, pmid, text } from './values.js';

describe('ageInYears', () => {
  it.each([
    ['18 Years', 18],
    ['1 Year', 1],
    ['6 Months', 0.5],
    ['1 Month', 0.083333],
    ['26 Weeks', 0.498289],
    ['30 Days', 0.082136],
    ['12 Hours', 0.001369],
    ['5 Minutes', 0.00001],
    ['0 Days', 0],
    ['65 years', 65],
  ])('reads %p as %p', (age, years) => {
    expect(ageInYears.parse(age)).toBe(years);
  });

  it.each(['N/A', 'eighteen', '18', 'Years', '18 Decades', '-1 Years', '', 18])('does not guess at %p', (age) => {
    expect(ageInYears.safeParse(age).success).toBe(false);
  });
});

describe('enrollmentCount', () => {
  it('takes the number for an unknown count as unknown', () => {
    expect([0, 743, 99_999_999].map((count) => enrollmentCount.parse(count))).toEqual([0, 743, null]);
  });

  it.each([-1, 1.5, '20', NaN])('refuses %p', (count) => {
    expect(enrollmentCount.safeParse(count).success).toBe(false);
  });
});

describe('other values', () => {
  it('takes a blank text as none and leaves any other as it is', () => {
    expect([' \n', '', ' a '].map((value) => text.parse(value))).toEqual([null, null, ' a ']);
  });

  it('joins a phone number with its extension', () => {
    expect(phone.parse({ phone: '555-0100', phoneExt: '12' })).toBe('555-0100 ext. 12');
    expect([{ phone: '555-0100' }, { phoneExt: '12' }, {}].map((value) => phone.parse(value))).toEqual([
      '555-0100',
      null,
      null,
    ]);
  });

  it('writes MeSH ids in one spelling', () => {
    expect(['C000531958', 'C531958', 'D006528'].map((id) => meshId.parse(id))).toEqual(['C531958', 'C531958', 'D6528']);
  });

  it.each(['NCT0257650', 'nct02576509', ' NCT02576509', 2576509])('takes %p for no NCT number of a record', (value) => {
    expect(nctId.safeParse(value).success).toBe(false);
  });

  it.each(['2024-13', '24', '2024-5', 'May 2024', '2024-05-32'])('takes %p for no date', (value) => {
    expect(partialDate.safeParse(value).success).toBe(false);
  });

  it('takes no number that a database cannot hold', () => {
    expect(enrollmentCount.safeParse(2_147_483_647).success).toBe(true);
    expect(enrollmentCount.safeParse(2_147_483_648).success).toBe(false);
    expect(ageInYears.safeParse(`1${'0'.repeat(60)} Years`).success).toBe(false);
    expect(ageInYears.safeParse(`${'9'.repeat(400)} Years`).success).toBe(false);
  });

  it.each(['123456789', 'PMC123', ''])('takes %p for no PubMed id', (value) => {
    expect(pmid.safeParse(value).success).toBe(false);
  });
});
