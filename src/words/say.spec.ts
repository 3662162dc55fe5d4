import { describe, expect, it } from '@jest/globals';
import { LANGUAGE } from './languages.js';
import { Say } from './say.js';

/** Texts with ordinary spaces, as the ones of Intl differ between versions of its data. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe('Say', () => {
  it('is made once for a language', () => {
    expect(Say.in('fr')).toBe(Say.in('fr'));
    expect(Say.in('fr')).not.toBe(Say.in('es'));
  });

  it('knows the direction of its language and whether a person has read its words', () => {
    expect(Say.in('en')).toMatchObject({ language: 'en', direction: 'ltr', isReviewed: true });
    expect(Say.in('ar')).toMatchObject({ language: 'ar', direction: 'rtl', isReviewed: false });
  });

  describe('says messages', () => {
    it('in its language', () => {
      expect(Say.in('en').text('search.country')).toBe('Country');
      expect(Say.in('es').text('search.country')).toBe('País');
      expect(Say.in('vi').text('search.country')).toBe('Quốc gia');
    });

    it('with texts put in as they are', () => {
      const fill = { from: '2 March 2024', until: '<b>$& {from}</b>' };
      expect(Say.in('en').text('verdict.between', fill)).toBe(
        'Since some time between 2 March 2024 and <b>$& {from}</b>',
      );
    });

    it('with numbers as the language writes them', () => {
      expect(Say.in('en').text('search.found', { count: 12345 })).toBe('12,345 trials found');
      expect(Say.in('de').text('search.found', { count: 12345 })).toBe('12.345 Studien gefunden');
      expect(plain(Say.in('fr').text('search.found', { count: 12345 }))).toBe('12 345 essais trouvés');
    });

    it('with a placeholder left to be seen where nothing was given for it', () => {
      expect(Say.in('en').text('source.line', { source: 'A registry' })).toBe('Source: A registry, {date}');
      expect(Say.in('en').text('nav.home', { unasked: 'x' })).toBe('Home');
    });

    it('with an empty text where one was given', () => {
      expect(Say.in('en').text('source.asOf', { date: '' })).toBe('as of ');
    });
  });

  describe('chooses the form for a number', () => {
    it.each([
      ['en', 0, '0 open trials'],
      ['en', 1, '1 open trial'],
      ['en', 2, '2 open trials'],
      ['es', 0, '0 ensayos abiertos'],
      ['es', 1, '1 ensayo abierto'],
      ['es', 1_000_000, '1.000.000 de ensayos abiertos'],
      ['fr', 0, '0 essai ouvert'],
      ['fr', 1, '1 essai ouvert'],
      ['fr', 2, '2 essais ouverts'],
      ['fr', 1_000_000, '1 000 000 d’essais ouverts'],
      ['de', 0, '0 offene Studien'],
      ['de', 1, '1 offene Studie'],
      ['pt', 0, '0 ensaio aberto'],
      ['pt', 2, '2 ensaios abertos'],
      ['pt', 1_000_000, '1.000.000 de ensaios abertos'],
      ['vi', 1, '1 thử nghiệm đang mở'],
      ['vi', 2, '2 thử nghiệm đang mở'],
    ] as const)('in %s for %d', (language, count, expected) => {
      expect(plain(Say.in(language).text('trials.open', { count }))).toBe(expected);
    });

    it('also where it is given as a text', () => {
      expect(Say.in('en').text('trials.open', { count: '1' })).toBe('1 open trial');
    });

    it('and takes the common one where none is given', () => {
      expect(Say.in('en').text('trials.open')).toBe('{count} open trials');
    });
  });

  describe('stands the English beside a message', () => {
    it('not in English itself', () => {
      expect(Say.in('en').beside('verdict.unverifiable')).toEqual({ text: 'Cannot be checked', english: null });
    });

    it('in a language whose words nobody has reviewed', () => {
      expect(Say.in('de').beside('verdict.unverifiable')).toEqual({
        text: 'Nicht überprüfbar',
        english: 'Cannot be checked',
      });
    });

    it('with the same texts put in', () => {
      expect(Say.in('es').beside('status.lastKnown', { status: 'X' })).toEqual({
        text: 'último estado conocido: X',
        english: 'last known: X',
      });
    });
  });

  describe('writes dates no more exactly than they are given', () => {
    it.each([
      ['en', '2024', '2024'],
      ['en', '2024-03', 'March 2024'],
      ['en', '2024-03-01', '1 March 2024'],
      ['en', '2024-03-01T23:30:00.000Z', '1 March 2024'],
      ['es', '2024-03', 'marzo de 2024'],
      ['es', '2024-03-01', '1 de marzo de 2024'],
      ['fr', '2024-03-02', '2 mars 2024'],
      ['de', '2024-03', 'März 2024'],
      ['de', '2024-12-31', '31. Dezember 2024'],
      ['pt', '2024-03-01', '1 de março de 2024'],
      ['vi', '2024-03', 'tháng 3 năm 2024'],
      ['ja', '2024-03-01', '2024年3月1日'],
    ] as const)('in %s: %s', (language, given, expected) => {
      expect(Say.in(language).date(given)).toBe(expected);
    });

    it('with the digits that registries use, in every language', () => {
      for (const language of LANGUAGE) {
        expect(Say.in(language).date('2024-03-17')).toMatch(/2024/);
        expect(Say.in(language).date('2024-03-17')).toMatch(/17/);
      }
    });
  });

  it('writes moments as a day and a time in UTC, whatever zone they are given in', () => {
    expect(Say.in('en').moment('2024-03-01T09:05:30.000Z')).toBe('1 March 2024 at 09:05 UTC');
    expect(Say.in('de').moment('2024-03-01T23:30:00-02:00')).toBe('2. März 2024 um 01:30 UTC');
  });

  it('writes numbers as the language does', () => {
    expect(Say.in('en').number(1234567)).toBe('1,234,567');
    expect(Say.in('de').number(1234567)).toBe('1.234.567');
    expect(plain(Say.in('fr').number(1234567))).toBe('1 234 567');
    expect(Say.in('ar').number(1234567)).toBe('1,234,567');
  });

  it('lists names in the order given', () => {
    expect(Say.in('en').list(['A', 'B', 'C'])).toBe('A, B and C');
    expect(Say.in('es').list(['A', 'B', 'C'])).toBe('A, B y C');
    expect(Say.in('de').list(['B', 'A'])).toBe('B und A');
    expect(Say.in('fr').list(['A'])).toBe('A');
    expect(Say.in('vi').list([])).toBe('');
  });

  it('writes distances in whole kilometres, from one up', () => {
    expect(plain(Say.in('en').kilometres(0.2))).toBe('1 km');
    expect(plain(Say.in('en').kilometres(12.5))).toBe('13 km');
    expect(plain(Say.in('de').kilometres(1234.4))).toBe('1.234 km');
  });
});
