import type { VNode } from 'preact';
import { Foreign } from '../markup/foreign-text.js';
import { plainText } from '../common/plain-text.js';
import type { Say } from '../words/say.js';
import { AgeScale } from './age-scale.js';
import type { TableData } from './data-table.js';
import { isolated } from '../markup/isolated.js';
import { Legend, type LegendItem } from './legend.js';
import { EmptyPicture, Picture } from './picture.js';
import { tenths } from './tenths.js';
import { textLines, textWidth } from './text-lines.js';

/** A source: how it stands, when it last answered, and of when its data is (ISO 8601; null where nobody knows). */
export type FreshSource = {
  title: string;
  status: 'fresh' | 'stale' | 'bundled' | 'unavailable' | 'never-synced';
  lastSuccessAt: string | null;
  sourceUpdatedAt: string | null;
};

const WIDTH = 360;
const SIDE = 11;
const SIZE = 15;
const LINE = 19;
const TRACK = 26;
const GAP = 14;
const SCALE = 34;
const DAY = 86_400_000;

/** A source with the ages of its two dates in days. */
type Aged = { source: FreshSource; answered: number | null; dataOf: number | null };
type Row = Aged & { title: string[]; words: string[]; top: number };

type Freshness = { say: Say; id: string; sources: readonly FreshSource[]; now: string };

/** How long ago each source answered, and how old its data is, on one line from today to years ago. */
export function SourcesFreshness({ say, id, sources, now }: Freshness): VNode {
  const title = say.text('picture.freshness');
  if (sources.length === 0) return <EmptyPicture say={say} title={title} />;
  const aged = sources.map((source) => ({
    source,
    answered: ageOf(source.lastSuccessAt, now),
    dataOf: ageOf(source.sourceUpdatedAt, now),
  }));
  const { rows, height } = layOut(say, aged);
  const scale = new AgeScale(Math.max(0, ...aged.flatMap(({ answered, dataOf }) => [answered ?? 0, dataOf ?? 0])));
  return (
    <Picture
      say={say}
      id={id}
      title={title}
      description={`${say.list(aged.map((each) => sentence(say, each)))}.`}
      width={WIDTH}
      height={height + SCALE}
      kind="chart"
      legend={<Legend items={legendOf(say, aged)} />}
      notes={[]}
      table={tableOf(say, aged)}
    >
      <Scale say={say} scale={scale} height={height} />
      {rows.map((row) => (
        <SourceRow say={say} row={row} scale={scale} />
      ))}
    </Picture>
  );
}

/** Whole days from a time until now, none for a time to come; null for no time. */
function ageOf(time: string | null, now: string): number | null {
  const age = time === null ? NaN : (Date.parse(now) - Date.parse(time)) / DAY;
  return Number.isNaN(age) ? null : Math.max(0, Math.floor(age));
}

function agoText(say: Say, days: number): string {
  return days === 0 ? say.text('trial.today') : say.text('picture.daysAgo', { count: days });
}

function wordsOf(say: Say, { source, answered, dataOf }: Aged): string {
  const status = say.text(`freshness.${source.status}`);
  const [key, age] =
    answered === null ? (['sources.dataOf', dataOf] as const) : (['sources.lastSuccess', answered] as const);
  if (age === null) return status;
  return `${status} · ${say.text('picture.pair', { name: say.text(key), value: agoText(say, age) })}`;
}

function sentence(say: Say, each: Aged): string {
  return say.text('picture.pair', { name: isolated(each.source.title), value: wordsOf(say, each) });
}

function layOut(say: Say, aged: readonly Aged[]): { rows: Row[]; height: number } {
  let top = 0;
  const rows = aged.map((each) => {
    const title = textLines(plainText(each.source.title, 80).text, SIZE, WIDTH).map(isolated);
    const words = textLines(wordsOf(say, each), SIZE, WIDTH);
    const row = { ...each, title, words, top };
    top += (title.length + words.length) * LINE + TRACK + GAP;
    return row;
  });
  return { rows, height: top };
}

/** A part of the line as a place in the drawing: now at the start of reading. */
function place(say: Say, part: number): number {
  const x = SIDE + part * (WIDTH - 2 * SIDE);
  return tenths(say.direction === 'rtl' ? WIDTH - x : x);
}

function Scale({ say, scale, height }: { say: Say; scale: AgeScale; height: number }): VNode {
  const ticks = [
    { part: 0, text: say.text('trial.today') },
    ...scale.ticks().map(({ days, value, unit }) => ({ part: scale.at(days), text: say.span(value, unit) })),
  ];
  return (
    <g>
      {readable(ticks).map(({ part, text, anchor }) => (
        <>
          <path class="tick" d={`M${place(say, part)} ${height - 4}v8`} />
          <text
            class="minor"
            x={anchor === 'middle' ? place(say, part) : place(say, part === 0 ? -SIDE / WIDTH : 1)}
            y={height + 20}
            text-anchor={anchor}
          >
            {text}
          </text>
        </>
      ))}
    </g>
  );
}

type Tick = { part: number; text: string };

/** The first tick, and each after it whose name has room beside the one before. */
function readable(ticks: readonly Tick[]): (Tick & { anchor: 'start' | 'middle' | 'end' })[] {
  let free = -Infinity;
  return ticks.flatMap(({ part, text }) => {
    const [middle, width] = [SIDE + part * (WIDTH - 2 * SIDE), textWidth(text, 14)];
    const anchor = middle - width / 2 < 0 ? 'start' : middle + width / 2 > WIDTH ? 'end' : 'middle';
    const from = anchor === 'start' ? 0 : anchor === 'end' ? WIDTH - SIDE - width : middle - width / 2;
    if (from < free) return [];
    free = from + width + 8;
    return [{ part, text, anchor }];
  });
}

function SourceRow({ say, row, scale }: { say: Say; row: Row; scale: AgeScale }): VNode {
  const { source, title, words, top, answered, dataOf } = row;
  const edge = say.direction === 'rtl' ? WIDTH : 0;
  const lineAt = (i: number): number => tenths(top + (i + 0.76) * LINE);
  const y = top + (title.length + words.length) * LINE + TRACK / 2;
  const oldest = Math.max(answered ?? 0, dataOf ?? 0);
  return (
    <g>
      {title.map((line, i) => (
        <text class="strong" x={edge} y={lineAt(i)} text-anchor="start">
          {line}
        </text>
      ))}
      {words.map((line, i) => (
        <text class={`fresh-words f-${source.status}`} x={edge} y={lineAt(title.length + i)} text-anchor="start">
          {line}
        </text>
      ))}
      <path class="axis" d={`M${place(say, 0)} ${y}H${place(say, 1)}`} />
      {[0, ...scale.ticks().map(({ days }) => scale.at(days))].map((part) => (
        <path class="tick" d={`M${place(say, part)} ${y - 5}v10`} />
      ))}
      {(answered !== null || dataOf !== null) && (
        <path class={`age f-${source.status}`} d={`M${place(say, 0)} ${y}H${place(say, scale.at(oldest))}`} />
      )}
      {dataOf !== null && <DataSign x={place(say, scale.at(dataOf))} y={y} status={source.status} />}
      {answered !== null && <AnswerSign x={place(say, scale.at(answered))} y={y} status={source.status} />}
    </g>
  );
}

type SignParts = { x: number; y: number; status: FreshSource['status'] };

function AnswerSign({ x, y, status }: SignParts): VNode {
  return <circle class={`fresh-answer f-${status}`} cx={x} cy={y} r="6" />;
}

function DataSign({ x, y, status }: SignParts): VNode {
  return <path class={`fresh-data f-${status}`} d={`M${x} ${y - 10}l10 10l-10 10l-10-10z`} />;
}

function legendOf(say: Say, aged: readonly Aged[]): LegendItem[] {
  return [
    ...(aged.some(({ answered }) => answered !== null)
      ? [{ sign: <AnswerSign x={9} y={9} status="never-synced" />, text: say.text('sources.lastSuccess') }]
      : []),
    ...(aged.some(({ dataOf }) => dataOf !== null)
      ? [{ sign: <DataSign x={9} y={9} status="never-synced" />, text: say.text('sources.dataOf') }]
      : []),
  ];
}

function tableOf(say: Say, aged: readonly Aged[]): TableData {
  const cell = (time: string | null, age: number | null): string =>
    time === null || age === null ? say.text('value.unknown') : `${say.date(time)} (${agoText(say, age)})`;
  return {
    columns: ['sources.source', 'freshness.label', 'sources.lastSuccess', 'sources.dataOf'].map((key) => ({
      name: say.text(key as 'sources.source'),
      isNumber: false,
    })),
    rows: aged.map(({ source, answered, dataOf }) => [
      <Foreign text={source.title} max={80} />,
      say.text(`freshness.${source.status}`),
      answered === null ? say.text('sources.never') : cell(source.lastSuccessAt, answered),
      cell(source.sourceUpdatedAt, dataOf),
    ]),
  };
}
