import { describe, expect, it } from '@jest/globals';
import { intersection, timeRange } from './last-updated.js';

const at = (text: string): string => `${text}.000Z`;

describe('_lastUpdated', () => {
  it.each<[string, string | null, string | null]>([
    ['2026', at('2026-01-01T00:00:00'), at('2027-01-01T00:00:00')],
    ['eq2026-12', at('2026-12-01T00:00:00'), at('2027-01-01T00:00:00')],
    ['2026-02-28', at('2026-02-28T00:00:00'), at('2026-03-01T00:00:00')],
    ['ge2026-01', at('2026-01-01T00:00:00'), null],
    ['gt2026-01', at('2026-02-01T00:00:00'), null],
    ['le2026-01-31', null, at('2026-02-01T00:00:00')],
    ['lt2026-01-31', null, at('2026-01-31T00:00:00')],
    ['gt2026-01-31T10:00Z', at('2026-01-31T10:01:00'), null],
    ['2026-01-31T10:00:05+02:00', at('2026-01-31T08:00:05'), at('2026-01-31T08:00:06')],
    ['eq2026-01-31T10:00:05.123Z', '2026-01-31T10:00:05.123Z', '2026-01-31T10:00:05.124Z'],
  ])('%s is from %s until before %s', (text, since, before) => {
    expect(timeRange(text)).toEqual({ since, before });
  });

  it.each([
    '',
    'ge',
    'ne2026',
    '26',
    '2026-13',
    '2026-02-30',
    '2026-01-01T10:00',
    '2026-01-01T25:00Z',
    '2026-1-1',
    'x',
  ])('refuses "%s"', (text) => {
    expect(timeRange(text)).toBeNull();
  });

  it('given twice means both', () => {
    const ranges = ['ge2026-01', 'lt2026-03', 'ge2026-02'].map((text) => timeRange(text)!);
    expect(intersection(ranges)).toEqual({ since: at('2026-02-01T00:00:00'), before: at('2026-03-01T00:00:00') });
    expect(intersection([])).toEqual({ since: null, before: null });
  });
});
