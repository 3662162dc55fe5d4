import { SnapshotError } from '../read-snapshot.js';

/** Something about a study, in a sequence ordered by NCT number. */
export type Keyed = { nctId: string };

/** Pairs of what two sequences hold of each study, in order; null where one holds nothing. Holds one of each at a time. */
export async function* mergeJoin<L extends Keyed, R extends Keyed>(
  left: AsyncIterable<L>,
  right: AsyncIterable<R>,
): AsyncGenerator<[L | null, R | null]> {
  const lefts = new Reading(left);
  const rights = new Reading(right);
  try {
    await Promise.all([lefts.advance(), rights.advance()]);
    while (lefts.current !== null || rights.current !== null) {
      const key = [lefts.current?.nctId ?? LAST, rights.current?.nctId ?? LAST].sort()[0];
      const pair: [L | null, R | null] = [lefts.at(key), rights.at(key)];
      yield pair;
      if (pair[0] !== null) await lefts.advance();
      if (pair[1] !== null) await rights.advance();
    }
  } finally {
    await Promise.all([lefts.close(), rights.close()]);
  }
}

/** After every NCT number. */
const LAST = '~';

/** A sequence and where in it we are. */
class Reading<T extends Keyed> {
  current: T | null = null;
  private readonly items: AsyncIterator<T>;

  constructor(sequence: AsyncIterable<T>) {
    this.items = sequence[Symbol.asyncIterator]();
  }

  async advance(): Promise<void> {
    const before = this.current?.nctId ?? '';
    const next = await this.items.next();
    this.current = next.done === true ? null : next.value;
    if (this.current !== null && this.current.nctId <= before) {
      throw new SnapshotError('a release', `a number above ${before}`, this.current.nctId);
    }
  }

  at(key: string | undefined): T | null {
    return this.current?.nctId === key ? this.current : null;
  }

  async close(): Promise<void> {
    await this.items.return?.();
  }
}
