import type { VNode } from 'preact';
import { STATUS_GROUP, type StatusGroup } from '../model/status.js';
import type { Say } from '../words/say.js';
import type { TableData } from './data-table.js';
import { EmptyPicture, Picture } from './picture.js';
import { GroupBlock, GroupLegend, groupsIn, Textures, totalOf, type GroupCounts } from './status-groups.js';
import { tenths } from './tenths.js';
import { textWidth } from './text-lines.js';
import { yearColumns, type YearColumn, type YearRow } from './year-columns.js';

const WIDTH = 360;
const HEIGHT = 230;
const TOP = 22;
const GROUND = 200;
const SIDE = 34;
/** Names of years that stand side by side on a phone. */
const LABELS = 8;
const LABEL_STEPS = [1, 5, 10, 20, 50, 100, 500, 1000, 5000];
const NUMBER_SIZE = 13;

type Years = { say: Say; id: string; rows: readonly YearRow[]; withoutYear: number };

/** Trials by the year of their start, each year a column of status groups. */
export function TrialsByYear({ say, id, rows, withoutYear }: Years): VNode {
  const title = say.text('picture.byYear');
  const shown = rows.filter(({ counts }) => totalOf(counts) > 0);
  const notes = withoutYear > 0 ? [say.text('picture.noYear', { count: withoutYear })] : [];
  if (shown.length === 0) return <EmptyPicture say={say} title={title} />;
  const columns = yearColumns(shown);
  const groups = groupsIn(columns);
  const top = roundUp(Math.max(...columns.map(({ counts }) => totalOf(counts))));
  return (
    <Picture
      say={say}
      id={id}
      title={title}
      description={[describe(say, columns), ...notes.map((note) => `${note}.`)].join(' ')}
      width={WIDTH}
      height={HEIGHT}
      kind="chart"
      legend={<GroupLegend say={say} id={id} groups={groups} counts={sumOf(columns)} />}
      notes={notes}
      table={tableOf(say, columns, groups)}
    >
      <Textures id={id} groups={groups} />
      <Scale say={say} top={top} />
      {columns.map((column, i) => (
        <Column say={say} id={id} column={column} place={placeOf(say, i, columns.length)} top={top} />
      ))}
      <YearNames say={say} columns={columns} />
    </Picture>
  );
}

function sumOf(columns: readonly YearColumn[]): GroupCounts {
  const sum: GroupCounts = { open: 0, upcoming: 0, active: 0, paused: 0, ended: 0, unknown: 0 };
  for (const { counts } of columns) for (const group of STATUS_GROUP) sum[group] += counts[group];
  return sum;
}

/** Years are no amounts: nothing is put between their digits. */
function yearsOf({ from, until }: YearColumn): string {
  return from === until ? String(from) : `${from}–${until}`;
}

function describe(say: Say, columns: readonly YearColumn[]): string {
  const most = columns.reduce((best, column) => (totalOf(column.counts) > totalOf(best.counts) ? column : best));
  const years = say.text('picture.years', {
    from: String(columns[0]?.from),
    until: String(columns.at(-1)?.until),
    year: yearsOf(most),
    count: totalOf(most.counts),
  });
  const sum = sumOf(columns);
  const groups = groupsIn(columns).map((group) =>
    say.text('picture.pair', { name: say.text(`group.${group}`), value: sum[group] }),
  );
  return `${years} ${say.list(groups)}.`;
}

/** Ends of an axis up to a hundred that have a whole half; larger ones are these by powers of ten. */
const ENDS = [2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100];

/** The next number that an axis can end with. */
function roundUp(value: number): number {
  const power = 10 ** Math.max(0, Math.ceil(Math.log10(value)) - 2);
  return power * (ENDS.find((end) => end * power >= value) ?? 100);
}

type Place = { x: number; width: number };

/** Time runs in reading direction. */
function placeOf(say: Say, i: number, count: number): Place {
  const step = (WIDTH - SIDE) / count;
  const gap = Math.min(6, step * 0.2);
  const from = SIDE + i * step + gap / 2;
  return { x: tenths(say.direction === 'rtl' ? WIDTH - from - (step - gap) : from), width: tenths(step - gap) };
}

function heightOf(count: number, top: number): number {
  return (count / top) * (GROUND - TOP);
}

function Scale({ say, top }: { say: Say; top: number }): VNode {
  const isMirrored = say.direction === 'rtl';
  return (
    <g>
      {[0, top / 2, top].map((value) => {
        const y = tenths(GROUND - heightOf(value, top));
        return (
          <>
            <path class="grid-line" d={isMirrored ? `M0 ${y}H${WIDTH - SIDE}` : `M${SIDE} ${y}H${WIDTH}`} />
            <text class="minor" x={isMirrored ? WIDTH - SIDE + 6 : SIDE - 6} y={y + 4.5} text-anchor="end">
              {say.number(value)}
            </text>
          </>
        );
      })}
    </g>
  );
}

function Column({
  say,
  id,
  column,
  place,
  top,
}: {
  say: Say;
  id: string;
  column: YearColumn;
  place: Place;
  top: number;
}): VNode {
  const total = totalOf(column.counts);
  const text = say.number(total);
  let y = GROUND;
  return (
    <g>
      {STATUS_GROUP.filter((group) => column.counts[group] > 0).map((group) => {
        const height = heightOf(column.counts[group], top);
        y -= height;
        return <GroupBlock id={id} group={group} {...place} y={tenths(y)} height={tenths(height)} />;
      })}
      {total > 0 && textWidth(text, NUMBER_SIZE) + 2 < place.width && (
        <text class="part" x={tenths(place.x + place.width / 2)} y={tenths(y - 5)} text-anchor="middle">
          {text}
        </text>
      )}
    </g>
  );
}

function YearNames({ say, columns }: { say: Say; columns: readonly YearColumn[] }): VNode {
  const first = columns[0]?.from ?? 0;
  const last = columns.at(-1)?.from ?? 0;
  const step = LABEL_STEPS.find((each) => (last - first) / each < LABELS) ?? 5000;
  return (
    <g>
      {columns.map(({ from }, i) => {
        if (from % step !== 0) return null;
        const { x, width } = placeOf(say, i, columns.length);
        const middle = tenths(Math.min(WIDTH - 16, Math.max(16, x + width / 2)));
        return (
          <>
            <path class="tick" d={`M${tenths(x + width / 2)} ${GROUND}v5`} />
            <text class="minor" x={middle} y={GROUND + 21} text-anchor="middle">
              {String(from)}
            </text>
          </>
        );
      })}
    </g>
  );
}

function tableOf(say: Say, columns: readonly YearColumn[], groups: readonly StatusGroup[]): TableData {
  return {
    columns: [
      { name: say.text('picture.year'), isNumber: false },
      ...groups.map((group) => ({ name: say.text(`group.${group}`), isNumber: true })),
      { name: say.text('picture.total'), isNumber: true },
    ],
    rows: columns.map((column) => [
      yearsOf(column),
      ...groups.map((group) => column.counts[group]),
      totalOf(column.counts),
    ]),
  };
}
