import { describe, expect, it } from '@jest/globals';
import { articleId, issueDate, partialDateOf, plainText } from './values.js';

describe('partialDateOf', () => {
  it.each([
    ['2019', '2019'],
    ['2019 Nov', '2019-11'],
    ['2019 Nov 20', '2019-11-20'],
    ['2019 Feb 1', '2019-02-01'],
    ['  2019  Nov   3 ', '2019-11-03'],
    // A span of days is in one month, a span of months in one year.
    ['1983 Feb 17-23', '1983-02'],
    ['2019 Nov-Dec', '2019'],
    ['2019 Nov 26-Dec 2', '2019'],
    ['2020 Winter', '2020'],
    ['1990 Spring-Summer', '1990'],
    ['1962 Christmas', '1962'],
    ['2001 1st Quart', '2001'],
    ['2019 Foo 20', '2019'],
    // Which of the two years nobody knows.
    ['1998 Dec-1999 Jan', null],
    ['1998-1999', null],
    ['2019 Nov 31', null],
    ['2019 Nov 0', null],
    ['Winter 2020', null],
    ['2019/11/20', null],
    ['soon', null],
    ['', null],
  ])('reads %j as %j', (printed, date) => {
    expect(partialDateOf(printed)).toBe(date);
  });
});

describe('issueDate', () => {
  it('tells a blank date from one that cannot be read', () => {
    expect(issueDate.safeParse('')).toMatchObject({ success: true, data: null });
    expect(issueDate.safeParse(undefined)).toMatchObject({ success: true, data: null });
    expect(issueDate.safeParse('1998 Dec-1999 Jan').success).toBe(false);
  });
});

describe('plainText', () => {
  it.each([
    ['&lt;i&gt;BRCA1&lt;/i&gt; and &amp;c.', 'BRCA1 and &c.'],
    ['<i>BRCA</i>-negative H<sub>2</sub>O', 'BRCA-negative H2O'],
    ['Survival with p &lt;0.05 and n > 3', 'Survival with p <0.05 and n > 3'],
    ['&amp;lt;', '&lt;'],
    ['a &unknown; b', 'a &unknown; b'],
  ])('reads %j as %j', (printed, text) => {
    expect(plainText(printed)).toBe(text);
  });
});

describe('articleId', () => {
  const ids = [
    { idtype: 'pubmed', value: '1' },
    { idtype: 'pmc', value: 'PMC12' },
    { idtype: 'doi', value: ' ' },
  ];

  it.each([
    ['pmc', ids, 'PMC12'],
    ['doi', ids, null],
    ['doi', undefined, null],
  ])('finds the %s', (type, list, id) => {
    expect(articleId(type).parse(list)).toBe(id);
  });

  it('does not take a broken list for one without the id', () => {
    expect(articleId('doi').safeParse([{ idtype: 'doi' }]).success).toBe(false);
  });
});
