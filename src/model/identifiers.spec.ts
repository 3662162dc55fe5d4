import { describe, expect, it } from '@jest/globals';
import { nctNumber, normaliseMeshId, parseNctId, type NctId } from './identifiers.js';
import { addDays, earliestDay, isPartialDate, latestDay } from './partial-date.js';

describe('NCT numbers', () => {
  it('are read in any case, with space around them', () => {
    expect(parseNctId(' nct02576509 ')).toBe('NCT02576509');
  });

  it.each(['NCT2576509', 'NCT025765090', 'ISRCTN12345678', '', 'NCT0257650X'])('are not what %s is', (text) => {
    expect(parseNctId(text)).toBeNull();
  });

  it('have a number each', () => {
    expect(nctNumber(parseNctId('NCT00000012') as NctId)).toBe(12);
  });
});

describe('MeSH ids', () => {
  it.each([
    ['C000531958', 'C531958'],
    ['C531958', 'C531958'],
    ['d000006528', 'D6528'],
    ['D006528', 'D6528'],
    ['no id', 'no id'],
  ])('are compared in one spelling: %s', (given, normalised) => {
    expect(normaliseMeshId(given)).toBe(normalised);
  });
});

describe('partial dates', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2024-05-17', '2024-05-17', '2024-05-17'],
  ])('%s can mean the days from %s to %s', (date, first, last) => {
    expect([earliestDay(date), latestDay(date)]).toEqual([first, last]);
  });

  it.each(['2024-13', '2024-00', '2024-05-32', '24', '2024-5', 'May 2024'])('are not what %s is', (text) => {
    expect(isPartialDate(text)).toBe(false);
  });

  it('count days across months and years', () => {
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
  });
});
