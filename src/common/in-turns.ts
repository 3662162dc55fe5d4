import { setImmediate } from 'node:timers/promises';

/** The slice before; slices of all long lists stand in one row. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Does something for slice after slice of a list. Slices of different long lists are done one at a time, with a chance for
 * everything else between two of them, so that many who ask for long lists at once do not keep out those who ask for little.
 */
export async function inTurns<T, R>(
  items: readonly T[],
  size: number,
  work: (slice: readonly T[]) => R[] | Promise<R[]>,
): Promise<R[]> {
  if (items.length <= size) return work(items);
  const done: R[] = [];
  for (let start = 0; start < items.length; start += size) {
    done.push(...(await inTurn(() => work(items.slice(start, start + size)))));
  }
  return done;
}

function inTurn<T>(work: () => T | Promise<T>): Promise<T> {
  const turn = last.then(() => setImmediate()).then(work);
  last = turn.catch(() => undefined);
  return turn;
}
