import { setImmediate } from 'node:timers/promises';

/** Does something for slice after slice of a list, with a chance for other requests between two slices. */
export async function inTurns<T, R>(
  items: readonly T[],
  size: number,
  work: (slice: readonly T[]) => R[] | Promise<R[]>,
): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < items.length; start += size) {
    if (start > 0) await setImmediate();
    done.push(...(await work(items.slice(start, start + size))));
  }
  return done;
}
