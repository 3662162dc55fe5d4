import { Presets, SingleBar } from 'cli-progress';
import type { RunProgress } from '../sync/sync.types.js';

/** Shows how a run gets on: a bar on a terminal, lines elsewhere. Both go to standard error. */
export type ProgressView = { show: (progress: RunProgress) => void; end: () => void };

/** The view that fits the terminal at hand. */
export function progressView(isTerminal: boolean): ProgressView {
  return isTerminal ? barView() : lineView();
}

function barView(): ProgressView {
  const format = '{source} [{bar}] {value}/{total} records, {changed} changed, {rejected} rejected';
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  let started = false;
  return {
    show: ({ source, counts }) => {
      const payload = { source, changed: counts.created + counts.updated, rejected: counts.rejected };
      const total = Math.max(counts.announced ?? 0, counts.received);
      if (started) bar.setTotal(total);
      else bar.start(total, 0, payload);
      started = true;
      bar.update(counts.received, payload);
    },
    end: () => {
      if (started) bar.stop();
    },
  };
}

function lineView(): ProgressView {
  return {
    show: ({ source, counts }) => {
      const of = counts.announced === null ? '' : ` of ${String(counts.announced)}`;
      const changed = counts.created + counts.updated;
      process.stderr.write(`${source}: ${String(counts.received)}${of} records, ${String(changed)} changed\n`);
    },
    end: () => undefined,
  };
}
