import type { VNode } from 'preact';
import { STATUS_GROUP, type StatusGroup } from '../model/status.js';
import type { Phase } from '../model/study.js';
import type { Say } from '../words/say.js';
import type { TableData } from './data-table.js';
import { EmptyPicture, Picture } from './picture.js';
import { GroupBlock, GroupLegend, groupsIn, Textures, totalOf, type GroupCounts } from './status-groups.js';
import { tenths } from './tenths.js';
import { textWidth } from './text-lines.js';

/** Trials of one phase by status group; those without any stand under `NONE`. */
export type PhaseRow = { phase: Phase | 'NONE'; counts: GroupCounts };

const WIDTH = 360;
const ROW = 52;
const BAR = 22;
const BAR_TOP = 22;
/** Narrower parts could not be seen. */
const THIN = 2.5;
const NUMBER_SIZE = 13;

/** Trials by phase, each a bar of status groups. */
export function TrialsByPhase({ say, id, rows }: { say: Say; id: string; rows: readonly PhaseRow[] }): VNode {
  const title = say.text('picture.byPhase');
  const shown = rows.filter(({ counts }) => totalOf(counts) > 0);
  if (shown.length === 0) return <EmptyPicture say={say} title={title} />;
  const groups = groupsIn(shown);
  const largest = Math.max(...shown.map(({ counts }) => totalOf(counts)));
  return (
    <Picture
      say={say}
      id={id}
      title={title}
      description={`${say.list(shown.map((row) => sentence(say, row)))}. ${say.text('picture.twoPhases')}`}
      width={WIDTH}
      height={shown.length * ROW}
      kind="chart"
      legend={<GroupLegend say={say} id={id} groups={groups} counts={null} />}
      notes={[say.text('picture.twoPhases')]}
      table={tableOf(say, shown, groups)}
    >
      <Textures id={id} groups={groups} />
      {shown.map((row, i) => (
        <Bar say={say} id={id} row={row} top={i * ROW} unit={WIDTH / largest} />
      ))}
    </Picture>
  );
}

function nameOf(say: Say, { phase }: PhaseRow): string {
  return say.text(`phase.${phase}`);
}

function sentence(say: Say, row: PhaseRow): string {
  const value = say.text('picture.openOf', { open: row.counts.open, total: totalOf(row.counts) });
  return say.text('picture.pair', { name: nameOf(say, row), value });
}

type Part = { group: StatusGroup; count: number; from: number; width: number };

function partsOf(counts: GroupCounts, unit: number): Part[] {
  const groups = STATUS_GROUP.filter((group) => counts[group] > 0);
  const widths = groups.map((group) => Math.max(THIN, counts[group] * unit));
  // What thin parts were given is taken from all, so that no bar grows beyond its number.
  const scale = (totalOf(counts) * unit) / widths.reduce((sum, width) => sum + width, 0);
  let from = 0;
  return groups.map((group, i) => {
    const part = { group, count: counts[group], from, width: (widths[i] ?? 0) * scale };
    from += part.width;
    return part;
  });
}

function Bar({ say, id, row, top, unit }: { say: Say; id: string; row: PhaseRow; top: number; unit: number }): VNode {
  const isMirrored = say.direction === 'rtl';
  const y = top + BAR_TOP;
  return (
    <g>
      <text x={isMirrored ? WIDTH : 0} y={top + 16} text-anchor="start">
        {nameOf(say, row)}
      </text>
      <text class="strong" x={isMirrored ? 0 : WIDTH} y={top + 16} text-anchor="end">
        {say.number(totalOf(row.counts))}
      </text>
      {partsOf(row.counts, unit).map(({ group, count, from, width }) => {
        const x = tenths(isMirrored ? WIDTH - from - width : from);
        return (
          <>
            <GroupBlock id={id} group={group} x={x} y={y} width={tenths(width)} height={BAR} />
            <PartNumber text={say.number(count)} group={group} middle={x + width / 2} y={y} room={width} />
          </>
        );
      })}
    </g>
  );
}

/** The number of a part on a plate of its colour, where it fits: texture behind digits makes them hard to read. */
function PartNumber({
  text,
  group,
  middle,
  y,
  room,
}: {
  text: string;
  group: StatusGroup;
  middle: number;
  y: number;
  room: number;
}): VNode | null {
  const width = textWidth(text, NUMBER_SIZE) + 6;
  if (width + 3 > room) return null;
  return (
    <>
      <rect
        class={`plate c-${group}`}
        x={tenths(middle - width / 2)}
        y={y + 3}
        width={tenths(width)}
        height={BAR - 6}
      />
      <text class={`part on-${group}`} x={tenths(middle)} y={y + BAR / 2 + 4.5} text-anchor="middle">
        {text}
      </text>
    </>
  );
}

function tableOf(say: Say, rows: readonly PhaseRow[], groups: readonly StatusGroup[]): TableData {
  return {
    columns: [
      { name: say.text('phase.label'), isNumber: false },
      ...groups.map((group) => ({ name: say.text(`group.${group}`), isNumber: true })),
      { name: say.text('picture.total'), isNumber: true },
    ],
    rows: rows.map((row) => [nameOf(say, row), ...groups.map((group) => row.counts[group]), totalOf(row.counts)]),
  };
}
