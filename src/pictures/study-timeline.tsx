import type { VNode } from 'preact';
import { earliestDay } from '../model/partial-date.js';
import { STATUS_GROUP } from '../model/status.js';
import type { Say } from '../words/say.js';
import { Legend, type LegendItem } from './legend.js';
import { lifeEvents, type LifeEvent, type SeenVersion, type StudyDates } from './life-events.js';
import { EmptyPicture, Picture } from './picture.js';
import { spreadLabels } from './spread-labels.js';
import { GroupBlock, Textures } from './status-groups.js';
import { tenths } from './tenths.js';
import { textLines } from './text-lines.js';

const WIDTH = 360;
const AXIS = 14;
const TEXT = 58;
const SIZE = 15;
const LINE = 19;
const GAP = 12;
const SIGN = 17;
/** More changes of a status are not drawn: a record that changes so often is no longer read by its picture. */
const EVENTS = 40;
const DAY = 86_400_000;

const KEYS = {
  firstPosted: 'trial.firstPosted',
  start: 'trial.start',
  primaryCompletion: 'trial.primaryCompletion',
  completion: 'trial.completion',
  resultsPosted: 'trial.resultsPosted',
  lastUpdatePosted: 'trial.updated',
  today: 'trial.today',
} as const;

type Life = { say: Say; id: string; study: StudyDates; versions: readonly SeenVersion[]; today: string };

/** The life of a study from its first entry on, from top to bottom: what happened, what is planned, and today. */
export function StudyTimeline({ say, id, study, versions, today }: Life): VNode {
  const title = say.text('picture.timeline');
  const all = lifeEvents(study, versions, today);
  if (all.length === 0) return <EmptyPicture say={say} title={title} />;
  const events = all.slice(-EVENTS);
  const left = all.length - events.length;
  const { marks, height } = layOut(say, events);
  return (
    <Picture
      say={say}
      id={id}
      title={title}
      description={`${say.list(events.map((event) => say.text('picture.pair', { name: nameOf(say, event), value: dateOf(say, event) })))}.`}
      width={WIDTH}
      height={height}
      kind="chart"
      legend={<Legend items={legendOf(say, events)} />}
      notes={left === 0 ? [] : [say.text('list.more', { count: left })]}
      table={{
        columns: [
          { name: say.text('picture.event'), isNumber: false },
          { name: say.text('picture.date'), isNumber: false },
        ],
        rows: events.map((event) => [nameOf(say, event), dateOf(say, event)]),
      }}
    >
      <Textures
        id={id}
        groups={STATUS_GROUP.filter((group) => events.some((event) => 'group' in event && event.group === group))}
      />
      <Axis say={say} id={id} marks={marks} height={height} />
      {marks.map((mark) => (
        <Label say={say} mark={mark} />
      ))}
    </Picture>
  );
}

function nameOf(say: Say, event: LifeEvent): string {
  const name = labelOf(say, event);
  return event.kind === 'status'
    ? say.text('picture.pair', { name: say.text('picture.seenStatus'), value: name })
    : name;
}

/** The name in the drawing, where a sign says what is a status. */
function labelOf(say: Say, event: LifeEvent): string {
  if (event.kind !== 'status') return say.text(KEYS[event.kind]);
  const status = say.text(`status.${event.status ?? 'NONE'}`);
  return event.isTrusted ? status : say.text('status.lastKnown', { status });
}

function dateOf(say: Say, event: LifeEvent): string {
  const date = say.date(event.date);
  return 'isPlanned' in event && event.isPlanned ? `${date} (${say.text('trial.planned')})` : date;
}

/** An event with its place on the axis, and where its label begins. */
type Mark = { event: LifeEvent; at: number; top: number; name: string[]; date: string[] };

function layOut(say: Say, events: readonly LifeEvent[]): { marks: Mark[]; height: number } {
  const texts = events.map((event) => ({
    event,
    name: textLines(labelOf(say, event), SIZE, WIDTH - TEXT),
    date: textLines(dateOf(say, event), SIZE, WIDTH - TEXT),
  }));
  const heights = texts.map(({ name, date }) => (name.length + date.length) * LINE + GAP);
  const height = heights.reduce((sum, each) => sum + each, 0);
  const days = events.map(({ date }) => Date.parse(earliestDay(date)) / DAY);
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const places = days.map((day) => (last === first ? 0 : ((day - first) / (last - first)) * height));
  const spread = (room: (i: number) => number): number[] =>
    spreadLabels(places.map((wanted, i) => ({ wanted, height: room(i) })), height); // prettier-ignore
  // Signs of days close together move apart a little: one hidden behind another would say nothing.
  const signs = spread(() => SIGN);
  const tops = spread((i) => heights[i] ?? 0);
  const marks = texts.map((text, i) => ({
    ...text,
    at: tenths((signs[i] ?? 0) + SIGN / 2),
    top: tenths(tops[i] ?? 0),
  }));
  return { marks, height };
}

function across(say: Say, x: number): number {
  return say.direction === 'rtl' ? WIDTH - x : x;
}

/** Time from top to bottom, with the status that was seen as a band, as far as today. */
function Axis({ say, id, marks, height }: { say: Say; id: string; marks: readonly Mark[]; height: number }): VNode {
  const x = across(say, AXIS);
  const today = marks.find(({ event }) => event.kind === 'today')?.at ?? height;
  const seen = marks.filter(({ event }) => event.kind === 'status');
  return (
    <g>
      <path class="axis" d={`M${x} ${marks[0]?.at ?? 0}V${marks.at(-1)?.at ?? height}`} />
      {seen.map(({ event, at }, i) => {
        const end = seen[i + 1]?.at ?? Math.max(today, at);
        const place = { x: x - 5, y: at, width: 10, height: tenths(Math.max(0, end - at)) };
        return event.kind === 'status' && <GroupBlock id={id} group={event.group} {...place} />;
      })}
    </g>
  );
}

function Label({ say, mark: { event, at, top, name, date } }: { say: Say; mark: Mark }): VNode {
  const x = across(say, TEXT);
  const middle = top + GAP / 2 + LINE / 2;
  const [from, turn, to] = [AXIS + 8, TEXT - 16, TEXT - 6].map((each) => across(say, each));
  const lineAt = (i: number): number => tenths(top + GAP / 2 + (i + 0.76) * LINE);
  return (
    <g>
      <path
        class={`leader ${event.kind === 'today' ? 'leader-today' : ''}`}
        d={`M${from} ${at}L${turn} ${middle}H${to}`}
      />
      <Sign event={event} x={across(say, AXIS)} y={at} />
      {name.map((line, i) => (
        <text class="strong" x={x} y={lineAt(i)} text-anchor="start">
          {line}
        </text>
      ))}
      {date.map((line, i) => (
        <text class="minor" x={x} y={lineAt(name.length + i)} text-anchor="start">
          {line}
        </text>
      ))}
    </g>
  );
}

/** What happened is full, what is planned hollow, a status a square, today a diamond. */
function Sign({ event, x, y }: { event: LifeEvent; x: number; y: number }): VNode {
  if (event.kind === 'today') return <path class="sign-today" d={`M${x} ${y - 8}l8 8l-8 8l-8-8z`} />;
  if (event.kind === 'status') return <rect class="sign-status" x={x - 5} y={y - 5} width="10" height="10" />;
  return <circle class={event.isPlanned ? 'sign-planned' : 'sign-done'} cx={x} cy={y} r="6" />;
}

function legendOf(say: Say, events: readonly LifeEvent[]): LegendItem[] {
  const planned = events.find((event) => 'isPlanned' in event && event.isPlanned);
  const status = events.find(({ kind }) => kind === 'status');
  return [
    ...(planned === undefined ? [] : [{ sign: <Sign event={planned} x={9} y={9} />, text: say.text('trial.planned') }]),
    ...(status === undefined
      ? []
      : [{ sign: <Sign event={status} x={9} y={9} />, text: say.text('picture.seenStatus') }]),
  ];
}
