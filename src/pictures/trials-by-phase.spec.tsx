import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { elementsOf, readPicture } from '../../test/support/pictures.js';
import { Say } from '../words/say.js';
import type { GroupCounts } from './status-groups.js';
import { TrialsByPhase } from './trials-by-phase.js';

const NONE: GroupCounts = { open: 0, upcoming: 0, active: 0, paused: 0, ended: 0, unknown: 0 };
const ROWS = [
  { phase: 'PHASE1' as const, counts: { ...NONE, open: 3, ended: 7 } },
  { phase: 'PHASE2' as const, counts: { ...NONE, open: 12, active: 1, unknown: 1007 } },
  { phase: 'PHASE3' as const, counts: NONE },
  { phase: 'NONE' as const, counts: { ...NONE, paused: 2 } },
];
const en = Say.in('en');

const drawingOf = (html: string): string => html.slice(0, html.indexOf('</svg>'));

describe('trials by phase', () => {
  it('have the numbers of the drawing in words and in a table', () => {
    const { title, description, columns, rows, texts } = readPicture(
      <TrialsByPhase say={en} id="a" rows={ROWS} />,
      'a',
    );
    expect(title).toBe('Trials by phase and status');
    expect(description).toBe(
      'Phase 1: 3 of 10 open, Phase 2: 12 of 1,020 open and No phase stated: 0 of 2 open. A trial with two phases counts in both.',
    );
    expect(columns).toEqual([
      'Phase',
      'Open',
      'Running, closed to new people',
      'Paused',
      'Ended',
      'Status not sure',
      'Total',
    ]);
    expect(rows).toEqual([
      ['Phase 1', '3', '0', '0', '7', '0', '10'],
      ['Phase 2', '12', '1', '0', '0', '1,007', '1,020'],
      ['No phase stated', '0', '0', '2', '0', '0', '2'],
    ]);
    expect(texts).toEqual(
      expect.arrayContaining(['Phase 1', '10', 'Phase 2', '1,020', '1,007', 'No phase stated', '2']),
    );
  });

  it('are drawn as long as their numbers, and the longest fills the width', () => {
    const rows = [
      { phase: 'PHASE1' as const, counts: { ...NONE, open: 20, ended: 20 } },
      { phase: 'PHASE2' as const, counts: { ...NONE, active: 80 } },
    ];
    const { html } = readPicture(<TrialsByPhase say={en} id="a" rows={rows} />, 'a');
    const blocks = elementsOf(drawingOf(html), 'block').map(({ class: name, x, width }) => [name, x, width]);
    expect(blocks).toEqual([
      ['block c-open', '0', '90'],
      ['block c-ended', '90', '90'],
      ['block c-active', '0', '360'],
    ]);
  });

  it('grow from the right where one reads from the right', () => {
    const rows = [
      { phase: 'PHASE1' as const, counts: { ...NONE, open: 10, ended: 10 } },
      { phase: 'PHASE2' as const, counts: { ...NONE, active: 40 } },
    ];
    const { html } = readPicture(<TrialsByPhase say={Say.in('ar')} id="a" rows={rows} />, 'a');
    expect(html).toMatch(/^<figure class="picture picture-chart" dir="rtl">/);
    expect(elementsOf(drawingOf(html), 'block').map(({ x, width }) => [x, width])).toEqual([
      ['270', '90'],
      ['180', '90'],
      ['0', '360'],
    ]);
    expect(html).toContain('<text x="360" y="16" text-anchor="start">');
  });

  it('never grow beyond their number when many parts are thin', () => {
    const rows = [
      { phase: 'PHASE1' as const, counts: { open: 1, upcoming: 1, active: 1, paused: 1, ended: 100_000, unknown: 1 } },
    ];
    const { html } = readPicture(<TrialsByPhase say={en} id="a" rows={rows} />, 'a');
    const parts = elementsOf(drawingOf(html), 'block').map(({ x, width }) => Number(x) + Number(width));
    expect(Math.max(...parts)).toBeLessThanOrEqual(360.1);
    expect(parts).toHaveLength(6);
  });

  it('tell every group but the open one by a texture, too', () => {
    const counts = { open: 5, upcoming: 5, active: 5, paused: 5, ended: 5, unknown: 5 };
    const { html } = readPicture(<TrialsByPhase say={en} id="a" rows={[{ phase: 'NA', counts }]} />, 'a');
    expect(elementsOf(drawingOf(html), 'over').map(({ fill }) => fill)).toEqual(
      ['upcoming', 'active', 'paused', 'ended', 'unknown'].map((group) => `url(#a-${group})`),
    );
    const legend = [...(/<ul class="legend">.*?<\/ul>/s.exec(html)?.[0] ?? '').matchAll(/<span>(.*?)<\/span>/g)];
    expect(legend.map(([, text]) => text)).toEqual([
      'Open',
      'Planned',
      'Running, closed to new people',
      'Paused',
      'Ended',
      'Status not sure',
    ]);
  });

  it('say that there is nothing to draw where there is nothing', () => {
    for (const rows of [[], [{ phase: 'PHASE1' as const, counts: NONE }]]) {
      const html = renderToString(<TrialsByPhase say={en} id="a" rows={rows} />);
      expect(html).toContain('There is nothing to draw yet.');
      expect(html).not.toContain('<svg');
    }
  });
});
