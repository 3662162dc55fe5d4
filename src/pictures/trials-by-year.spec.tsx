import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { elementsOf, readPicture } from '../../test/support/pictures.js';
import { Say } from '../words/say.js';
import type { GroupCounts } from './status-groups.js';
import { TrialsByYear } from './trials-by-year.js';

const NONE: GroupCounts = { open: 0, upcoming: 0, active: 0, paused: 0, ended: 0, unknown: 0 };
const en = Say.in('en');
const drawingOf = (html: string): string => html.slice(0, html.indexOf('</svg>'));
const ended = (year: number, count: number) => ({ year, counts: { ...NONE, ended: count } });

describe('trials by year', () => {
  it('have the numbers of the drawing in words and in a table, with years without trials', () => {
    const rows = [ended(2021, 3), { year: 2023, counts: { ...NONE, open: 4, ended: 1 } }];
    const {
      description,
      columns,
      rows: table,
      html,
    } = readPicture(<TrialsByYear say={en} id="y" rows={rows} withoutYear={2} />, 'y');
    expect(description).toBe(
      'From 2021 to 2023. Most trials in 2023: 5. Open: 4 and Ended: 4. 2 trials without a start date.',
    );
    expect(columns).toEqual(['Year', 'Open', 'Ended', 'Total']);
    expect(table).toEqual([
      ['2021', '0', '3', '3'],
      ['2022', '0', '0', '0'],
      ['2023', '4', '1', '5'],
    ]);
    expect(html).toContain('<p class="note">2 trials without a start date</p>');
    const heights = elementsOf(drawingOf(html), 'block').map(({ height }) => Number(height));
    expect((heights[1] ?? 0) / (heights[0] ?? 1)).toBeCloseTo(4 / 3, 1);
  });

  it('draw a single year', () => {
    const { texts, rows } = readPicture(<TrialsByYear say={en} id="y" rows={[ended(2024, 1)]} withoutYear={0} />, 'y');
    expect(rows).toEqual([['2024', '1', '1']]);
    expect(texts).toEqual(['0', '1', '2', '1', '2024']);
  });

  it('of forty years stay apart, and every fifth is named', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ended(1987 + i, i + 1));
    const { texts, rows: table, html } = readPicture(<TrialsByYear say={en} id="y" rows={rows} withoutYear={0} />, 'y');
    expect(table).toHaveLength(40);
    expect(texts.filter((text) => text.length === 4)).toEqual([
      '1990',
      '1995',
      '2000',
      '2005',
      '2010',
      '2015',
      '2020',
      '2025',
    ]);
    const places = elementsOf(drawingOf(html), 'block').map(
      ({ x, width }) => [Number(x), Number(x) + Number(width)] as const,
    );
    places.forEach(([from], i) => {
      if (i > 0) expect(from).toBeGreaterThan(places[i - 1]?.[1] ?? 360);
    });
    expect(places.at(-1)?.[1]).toBeLessThanOrEqual(360);
  });

  it('run from the right where one reads from the right', () => {
    const { html } = readPicture(
      <TrialsByYear say={Say.in('ar')} id="y" rows={[ended(2021, 3), ended(2022, 3)]} withoutYear={0} />,
      'y',
    );
    const [first, second] = elementsOf(drawingOf(html), 'block').map(({ x }) => Number(x));
    expect(first).toBeGreaterThan(second ?? 360);
  });

  it.each([
    [[ended(1, 1), ended(9999, 2)], 60],
    [[ended(1950, 1), ended(2030, 1)], 17],
    [[ended(0, 1), ended(2026, 1)], 60],
  ])('put years together where a record states an impossible one', (rows, most) => {
    const { rows: table } = readPicture(<TrialsByYear say={en} id="y" rows={rows} withoutYear={0} />, 'y');
    expect(table.length).toBeLessThanOrEqual(most);
    expect(table.reduce((sum, cells) => sum + Number(cells.at(-1)), 0)).toBe(
      rows.reduce((sum, { counts }) => sum + counts.ended, 0),
    );
    expect(table[0]?.[0]).toMatch(/^\d+–\d+$/);
  });

  it('have an axis that reaches above the highest column', () => {
    for (const count of [1, 2, 3, 9, 11, 99, 101, 4321, 1_000_000]) {
      const { html, texts } = readPicture(
        <TrialsByYear say={en} id="y" rows={[ended(2024, count)]} withoutYear={0} />,
        'y',
      );
      const [middle, top] = [texts[1], texts[2]].map((text) => Number(text?.replaceAll(',', '')));
      expect(top).toBeGreaterThanOrEqual(count);
      expect(top).toBeLessThanOrEqual(Math.max(2, count * 1.5));
      expect(middle).toBe((top ?? 0) / 2);
      expect(Number.isInteger(middle)).toBe(true);
      expect(Number(elementsOf(drawingOf(html), 'block')[0]?.['y'])).toBeGreaterThanOrEqual(22);
    }
  });

  it('say that there is nothing to draw where no trial has a year', () => {
    expect(renderToString(<TrialsByYear say={en} id="y" rows={[]} withoutYear={3} />)).toContain(
      'There is nothing to draw yet.',
    );
  });
});
