import { describe, expect, it } from '@jest/globals';
import { AgeScale } from './age-scale.js';
import { CompactPath } from './compact-path.js';
import { keptPoints } from './simplified.js';
import { spreadLabels } from './spread-labels.js';
import { textLines, textWidth } from './text-lines.js';

describe('lines of text', () => {
  it.each([
    ['Phase 2', ['Phase 2']],
    ['Not yet recruiting, as the record says today', ['Not yet', 'recruiting, as the', 'record says today']],
    ['', ['']],
  ])('break %j at spaces', (text, lines) => {
    expect(textLines(text, 15, 160)).toEqual(lines);
  });

  it.each([
    '登録している研究の数と募集の状況についての説明',
    'Donaudampfschifffahrtsgesellschaftskapitän',
    'a'.repeat(500),
  ])('lose nothing of %.20s and are never wider than asked for', (text) => {
    const lines = textLines(text, 15, 160);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe(text);
    for (const line of lines) expect(textWidth(line, 15)).toBeLessThanOrEqual(160);
  });
});

describe('labels', () => {
  it('stay where they want to be while there is room', () => {
    expect(spreadLabels([{ wanted: 20, height: 10 }, { wanted: 60, height: 10 }], 100)).toEqual([15, 55]); // prettier-ignore
  });

  it('move apart, and back from the end', () => {
    expect(spreadLabels(Array.from({ length: 4 }, () => ({ wanted: 98, height: 20 })), 100)).toEqual([20, 40, 60, 80]); // prettier-ignore
    expect(spreadLabels(Array.from({ length: 5 }, () => ({ wanted: 0, height: 20 })), 100)).toEqual([0, 20, 40, 60, 80]); // prettier-ignore
  });
});

describe('outlines', () => {
  it('keep the points that are seen, and both ends', () => {
    const line = [[0, 0], [5, 0.1], [10, 0], [15, 9], [20, 0]] as const; // prettier-ignore
    expect(keptPoints(line, 0.5)).toEqual([true, false, true, true, true]);
    expect(keptPoints([[0, 0], null, [1, 0]], 5)).toEqual([true, true, true]);
    expect(keptPoints([], 1)).toEqual([]);
  });

  it('are written as short steps, and specks not at all', () => {
    const path = new CompactPath();
    for (const [x, y] of [[1, 1], [4.04, 1], [4, 0.5], [1, 0.5]] as const) path.lineTo(x, y); // prettier-ignore
    path.closePath();
    expect(path.toString()).toBe('M1 1l3 0 0-.5-3 0z');
    expect(path.size).toBe(3);
    path.moveTo(9, 9);
    for (const [x, y] of [[9.3, 9], [9.3, 9.3]] as const) path.lineTo(x, y); // prettier-ignore
    path.closePath();
    expect(path.toString()).toBe('M1 1l3 0 0-.5-3 0z');
  });
});

describe('the scale of ages', () => {
  it('goes from now to the oldest, and a month at least', () => {
    const [short, long] = [new AgeScale(0), new AgeScale(4000)];
    expect([short.at(0), short.at(30), long.at(4000)]).toEqual([0, 1, 1]);
    expect(long.at(-5)).toBe(0);
    expect(short.ticks().map(({ unit }) => unit)).toEqual(['day', 'week', 'month']);
    expect(long.ticks()).toHaveLength(5);
    expect(long.at(1)).toBeGreaterThan(0.05);
  });
});
