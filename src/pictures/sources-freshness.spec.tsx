import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { elementsOf, readPicture } from '../../test/support/pictures.js';
import { Say } from '../words/say.js';
import { SourcesFreshness, type FreshSource } from './sources-freshness.js';

const en = Say.in('en');
const NOW = '2026-11-24T12:00:00.000Z';
const source = (parts: Partial<FreshSource>): FreshSource => ({
  title: 'Made-up source',
  status: 'fresh',
  lastSuccessAt: null,
  sourceUpdatedAt: null,
  ...parts,
});
const SOURCES = [
  source({ lastSuccessAt: '2026-11-24T08:00:00.000Z', sourceUpdatedAt: '2026-11-20T00:00:00.000Z' }),
  source({ title: 'Made-up labels', status: 'stale', lastSuccessAt: '2026-10-24T12:00:00.000Z' }),
  source({ title: 'Made-up copies', status: 'bundled', sourceUpdatedAt: '2016-11-24' }),
  source({ title: 'Made-up papers', status: 'never-synced' }),
];
const picture = (sources: FreshSource[], say = en) =>
  readPicture(<SourcesFreshness say={say} id="f" sources={sources} now={NOW} />, 'f');
const drawingOf = (html: string): string => html.slice(0, html.indexOf('</svg>'));

describe('how fresh sources are', () => {
  it('is told in words and in a table as it is drawn', () => {
    const { description, columns, rows, texts } = picture(SOURCES);
    expect(description).toBe(
      'Made-up source: Up to date · Last answered: Today, Made-up labels: Late · Last answered: 31 days ago, Made-up copies: Stored copy · Its data is of: 3,652 days ago and Made-up papers: Not asked yet.',
    );
    expect(columns).toEqual(['Source', 'Freshness', 'Last answered', 'Its data is of']);
    expect(rows).toEqual([
      ['Made-up source', 'Up to date', '24 November 2026 (Today)', '20 November 2026 (4 days ago)'],
      ['Made-up labels', 'Late', '24 October 2026 (31 days ago)', 'Not stated'],
      ['Made-up copies', 'Stored copy', 'Never', '24 November 2016 (3,652 days ago)'],
      ['Made-up papers', 'Not asked yet', 'Never', 'Not stated'],
    ]);
    expect(texts).toEqual(
      expect.arrayContaining(['Made-up labels', 'Late · Last answered: 31 days ago', 'Not asked yet']),
    );
  });

  it('puts older answers farther from today, on a scale whose names do not touch', () => {
    const { html, texts } = picture(SOURCES);
    const [fresh, late] = elementsOf(drawingOf(html), 'fresh-answer').map(({ cx }) => Number(cx));
    expect(fresh).toBe(11);
    expect(late).toBeGreaterThan(100);
    expect(late).toBeLessThan(349);
    expect(texts).toEqual(expect.arrayContaining(['Today', '1 week', '1 year', '10 years']));
  });

  it('tells the two dates apart by their shape, also where they are the same', () => {
    const same = source({ lastSuccessAt: '2026-11-20T12:00:00.000Z', sourceUpdatedAt: '2026-11-20T12:00:00.000Z' });
    const { html } = picture([same]);
    expect(elementsOf(drawingOf(html), 'fresh-answer')).toHaveLength(1);
    expect(elementsOf(drawingOf(html), 'fresh-data')).toHaveLength(1);
    expect(drawingOf(html).indexOf('fresh-data')).toBeLessThan(drawingOf(html).indexOf('fresh-answer'));
  });

  it('begins today at the side where reading begins', () => {
    const { html } = picture(SOURCES, Say.in('ar'));
    expect(elementsOf(drawingOf(html), 'fresh-answer')[0]?.['cx']).toBe('349');
  });

  it('takes a time to come for today, and one that cannot be read for none', () => {
    const { rows } = picture([source({ lastSuccessAt: '2030-01-01T00:00:00.000Z', sourceUpdatedAt: 'lately' })]);
    expect(rows[0]?.[2]).toContain('(Today)');
    expect(rows[0]?.[3]).toBe('Not stated');
  });

  it('escapes and isolates names that would do harm, and breaks long ones', () => {
    const { html, texts } = picture([source({ title: `<img src=x>\u202e${'long '.repeat(30)}` })]);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('\u202e');
    expect(texts.filter((text) => text.includes('long')).length).toBeGreaterThan(1);
    for (const [, text = ''] of html.matchAll(/<text class="strong"[^>]*>(.*?)<\/text>/g)) {
      expect(text).toMatch(/^\u2068[^\u2068\u2069]*\u2069$/);
    }
  });

  it('says that there is nothing to draw where there is no source', () => {
    expect(renderToString(<SourcesFreshness say={en} id="f" sources={[]} now={NOW} />)).toContain(
      'There is nothing to draw yet.',
    );
  });
});
