import { firstFault } from '../../common/list-at-most.js';
import { pathWithQuery } from '../ask.js';
import type { Exchange } from '../reference-source.js';
import type { Call } from './calls.js';

/**
 * A conversation with the service as a generator: it yields what is to be asked next and goes on with the body it is
 * given. The same one asks the live service and goes through recorded answers, so both come to the same result.
 */
export type Inquiry<T> = Generator<Call, T, unknown>;

/** Asks one thing and reads the answer. */
export function* hear<T>(call: Call<T>): Inquiry<T> {
  return call.answer.parse(yield call);
}

/** Holds the conversation with the service; what was asked before is not asked again. */
export async function converse(
  inquiry: Inquiry<unknown>,
  send: (call: Call) => Promise<Exchange>,
): Promise<Exchange[]> {
  const heard = new Map<string, Exchange>();
  let step = inquiry.next();
  while (step.done !== true) {
    const path = pathOf(step.value);
    const exchange = heard.get(path) ?? (await send(step.value));
    heard.set(path, exchange);
    step = inquiry.next(exchange.body);
  }
  return [...heard.values()];
}

/** Goes through the conversation again over recorded answers, whose order does not matter; `fault` when one is missing or unreadable. */
export function replay<T>(inquiry: Inquiry<T>, exchanges: readonly Exchange[]): { result: T } | { fault: string } {
  const oldestFirst = [...exchanges].sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  const bodies = new Map(oldestFirst.map(({ path, body }) => [path, body]));
  let step = inquiry.next();
  while (step.done !== true) {
    const path = pathOf(step.value);
    const fault = bodies.has(path) ? firstFault(step.value.answer, bodies.get(path)) : 'is missing';
    if (fault !== null) return { fault: `the answer to ${path} ${fault}` };
    step = inquiry.next(bodies.get(path));
  }
  return { result: step.value };
}

function pathOf({ path, query }: Call): string {
  return pathWithQuery(path, query);
}
