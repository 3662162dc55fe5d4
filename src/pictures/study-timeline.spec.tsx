import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { elementsOf, readPicture } from '../../test/support/pictures.js';
import { OVERALL_STATUS } from '../model/study.js';
import { LANGUAGE } from '../words/languages.js';
import { Say } from '../words/say.js';
import type { SeenVersion, StudyDates } from './life-events.js';
import { StudyTimeline } from './study-timeline.js';

const en = Say.in('en');
const NO_DATES: StudyDates = {
  firstPosted: null,
  start: null,
  primaryCompletion: null,
  completion: null,
  resultsPosted: null,
  lastUpdatePosted: null,
};
const STUDY: StudyDates = {
  ...NO_DATES,
  firstPosted: { date: '2019-03-04', type: 'ACTUAL' },
  start: { date: '2019-05', type: 'ACTUAL' },
  completion: { date: '2028', type: 'ESTIMATED' },
};
const life = (study: StudyDates, versions: SeenVersion[] = [], say = en) =>
  readPicture(<StudyTimeline say={say} id="t" study={study} versions={versions} today="2026-11-24" />, 't');
const drawingOf = (html: string): string => html.slice(0, html.indexOf('</svg>'));

/** Heights of the lines of text, top down. */
const linesOf = (html: string): number[] =>
  [...drawingOf(html).matchAll(/<text[^>]* y="([^"]+)"/g)].map(([, y]) => Number(y));

describe('the life of a study', () => {
  it('is told in words and in a table as it is drawn: oldest first, with today in its place', () => {
    const versions: SeenVersion[] = [
      { date: '2024-01-11', status: 'COMPLETED' },
      { date: '2020-09-01', status: 'RECRUITING', trusted: false },
      { date: '2020-10-01', status: 'RECRUITING', trusted: false },
      { date: null, status: 'SUSPENDED' },
    ];
    const { description, rows, texts } = life(STUDY, versions);
    expect(rows).toEqual([
      ['First posted', '4 March 2019'],
      ['Start', 'May 2019'],
      ['Recruitment as seen here: last known: Recruiting', '1 September 2020'],
      ['Recruitment as seen here: Completed', '11 January 2024'],
      ['Today', '24 November 2026'],
      ['End', '2028 (planned)'],
    ]);
    for (const [event, date] of rows) expect(description).toContain(`${event}: ${date}`);
    expect(texts).toEqual([
      ...['First posted', '4 March 2019', 'Start', 'May 2019', 'last known: Recruiting', '1 September 2020'],
      ...['Completed', '11 January 2024', 'Today', '24 November 2026', 'End', '2028 (planned)'],
    ]);
  });

  it('shows what is planned otherwise than what happened', () => {
    const { html } = life(STUDY);
    expect(elementsOf(drawingOf(html), 'sign-done')).toHaveLength(2);
    expect(elementsOf(drawingOf(html), 'sign-planned')).toHaveLength(1);
    expect(elementsOf(drawingOf(html), 'sign-today')).toHaveLength(1);
    expect(html).toContain('<span>planned</span>');
  });

  it('has a band in the colour of each status, never that of open for one that was only last known', () => {
    const { html } = life(STUDY, [
      { date: '2020-09-01', status: 'RECRUITING', trusted: false },
      { date: '2024-01-11', status: 'COMPLETED' },
    ]);
    expect(elementsOf(drawingOf(html), 'block').map(({ class: name }) => name)).toEqual([
      'block c-unknown',
      'block c-ended',
    ]);
  });

  it.each(LANGUAGE)('keeps its labels apart in %s, however close the days are', (language) => {
    const day = { date: '2026-11-24', type: 'ESTIMATED' as const };
    const study = {
      firstPosted: day,
      start: day,
      primaryCompletion: day,
      completion: day,
      resultsPosted: day,
      lastUpdatePosted: { date: '1999', type: null },
    };
    const versions = OVERALL_STATUS.map((status, i) => ({ date: `2026-11-${String(i + 10)}`, status }));
    const { html } = life(study, versions, Say.in(language));
    const lines = linesOf(html);
    lines.forEach((y, i) => {
      if (i > 0) expect(y - (lines[i - 1] ?? y)).toBeGreaterThanOrEqual(18.9);
    });
    const height = Number(/viewBox="0 0 360 (\d+)"/.exec(html)?.[1]);
    expect(lines.at(-1)).toBeLessThan(height);
  });

  it('begins at the side where reading begins', () => {
    expect(life(STUDY).html).toContain('<text class="strong" x="58"');
    expect(life(STUDY, [], Say.in('ar')).html).toContain('<text class="strong" x="302"');
  });

  it('is drawn of a single date, and of dates that are no dates not at all', () => {
    expect(life({ ...NO_DATES, start: { date: '2026-11-24', type: null } }).rows).toEqual([
      ['Start', '24 November 2026'],
      ['Today', '24 November 2026'],
    ]);
    const wrong = { ...NO_DATES, start: { date: 'soon', type: null } };
    const html = renderToString(<StudyTimeline say={en} id="t" study={wrong} versions={[]} today="2026-11-24" />);
    expect(html).toContain('There is nothing to draw yet.');
    expect(html).not.toContain('<svg');
  });

  it('says how many of very many changes it leaves out', () => {
    const versions = Array.from({ length: 100 }, (_, i) => ({
      date: `20${String(10 + Math.floor(i / 12))}-${String((i % 12) + 1).padStart(2, '0')}-01`,
      status: i % 2 === 0 ? ('RECRUITING' as const) : ('SUSPENDED' as const),
    }));
    const { rows, html } = life(NO_DATES, versions);
    expect(rows).toHaveLength(40);
    expect(html).toContain('<p class="note">and 61 more</p>');
  });
});
