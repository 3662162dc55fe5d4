import type { VNode } from 'preact';
import { STATUS_GROUP, type StatusGroup } from '../model/status.js';
import type { Say } from '../words/say.js';
import { Legend } from './legend.js';

/** How many trials count in each status group. */
export type GroupCounts = Record<StatusGroup, number>;

/** All trials of a row or a column. */
export function totalOf(counts: GroupCounts): number {
  return STATUS_GROUP.reduce((sum, group) => sum + counts[group], 0);
}

/** The groups that any of the rows has, in reading order. */
export function groupsIn(rows: readonly { counts: GroupCounts }[]): StatusGroup[] {
  return STATUS_GROUP.filter((group) => rows.some(({ counts }) => counts[group] > 0));
}

/** Textures tell the groups apart where colours do not; the open group has none. */
const TEXTURES: Readonly<Record<Exclude<StatusGroup, 'open'>, { d: string; size: number }>> = {
  upcoming: { d: 'M-1 7L7-1M-1 1L1-1M5 7L7 5', size: 6 },
  active: { d: 'M2 2h.01', size: 5 },
  paused: { d: 'M2 0V5', size: 5 },
  ended: { d: 'M0 2H5', size: 5 },
  unknown: { d: 'M-1 5L5-1M-1-1L5 5', size: 4 },
};

/** The textures of some groups, to be named by one picture. */
export function Textures({ id, groups }: { id: string; groups: readonly StatusGroup[] }): VNode {
  return (
    <defs>
      {groups.map((group) => {
        if (group === 'open') return null;
        const { d, size } = TEXTURES[group];
        return (
          <pattern id={`${id}-${group}`} width={size} height={size} patternUnits="userSpaceOnUse">
            <path class={`texture t-${group}`} d={d} />
          </pattern>
        );
      })}
    </defs>
  );
}

/** A part of a stack: the colour of a group, and its texture over it. */
export function GroupBlock({
  id,
  group,
  ...place
}: {
  id: string;
  group: StatusGroup;
  x: number;
  y: number;
  width: number;
  height: number;
}): VNode {
  return (
    <>
      <rect class={`block c-${group}`} {...place} />
      {group !== 'open' && <rect class="over" fill={`url(#${id}-${group})`} {...place} />}
    </>
  );
}

/** What the colours and textures of the groups mean. `counts` puts a number beside each. */
export function GroupLegend({
  say,
  id,
  groups,
  counts,
}: {
  say: Say;
  id: string;
  groups: readonly StatusGroup[];
  counts: GroupCounts | null;
}): VNode {
  const items = groups.map((group) => {
    const name = say.text(`group.${group}`);
    return {
      sign: <GroupBlock id={id} group={group} x={1} y={1} width={16} height={16} />,
      text: counts === null ? name : say.text('picture.pair', { name, value: counts[group] }),
    };
  });
  return <Legend items={items} />;
}
