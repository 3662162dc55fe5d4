import { Agent } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Description, type DescribedOperation, type DescriptionDocument } from './description.js';
import { anyRequest, type FuzzRequest, type Harvest } from './fuzz-requests.js';
import { ask, type Answer } from './http.js';

/** What came of it: how many requests had which status, and those whose answer was not as described. */
export type FuzzReport = { statuses: Record<string, number>; faults: string[] };

const AT_ONCE = 8;
/** Requests made at a time; fast-check holds them all. */
const BATCH = 1_000;
/** A fault tends to come in crowds. */
const SHOWN = 20;

/** What to ask, how often, and texts by the name of their parameter that no answer names. */
export type FuzzOptions = { calls: number; seed: number; texts: Record<string, string[]> };

/** Asks a service at random, by nothing but its description; the same seed makes the same requests of one that answers the same. */
export async function fuzz(base: string, { calls, seed, texts }: FuzzOptions): Promise<FuzzReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const send = async ({ path, headers, method }: Pick<FuzzRequest, 'path' | 'headers' | 'method'>): Promise<Answer> =>
    decoded(await ask(base, path, headers, method, agent));
  try {
    const served = await send({ path: '/openapi.json', headers: {}, method: 'GET' });
    const description = new Description(served.json() as DescriptionDocument);
    const requests = anyRequest(description.operations, await harvest(description.operations, send, texts));
    const report: FuzzReport = { statuses: {}, faults: [] };
    for (let done = 0; done < calls && report.faults.length < SHOWN; done += BATCH) {
      const batch = fc.sample(requests, { numRuns: Math.min(BATCH, calls - done), seed: seed + done });
      await inParallel(batch, async (request) => {
        const answer = await send(request);
        report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1;
        const faults = faultsOf(description, request, answer);
        if (faults.length > 0) report.faults.push(told(request, answer, faults));
      });
    }
    return report;
  } finally {
    agent.destroy();
  }
}

function faultsOf(description: Description, request: FuzzRequest, answer: Answer): string[] {
  const { operation, method, isDamaged } = request;
  const faults = description.faultsOf(answer, operation, method);
  // 501 is no failure: what a standard offers, such as XML, and this service does not.
  if (answer.status >= 500 && answer.status !== 501) return ['the service failed', ...faults];
  if (request.isRefused && answer.status < 400) return ['what the description refuses was answered', ...faults];
  return isDamaged && description.faultsOf(answer, null, method).length === 0 ? [] : faults;
}

function told({ method, path, headers }: FuzzRequest, { status, text }: Answer, faults: string[]): string {
  return `${method} ${path.slice(0, 2_000)} ${JSON.stringify(headers)} -> ${String(status)}: ${faults.join('; ')} ${text.slice(0, 300)}`;
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The answer without its content coding. */
function decoded(answer: Answer): Answer {
  const coding = answer.headers['content-encoding'];
  if (coding === undefined || answer.bytes.length === 0) return answer;
  const bytes = coding === 'br' ? brotliDecompressSync(answer.bytes) : gunzipSync(answer.bytes);
  const text = bytes.toString('utf8');
  return { ...answer, bytes, text, json: () => JSON.parse(text) as unknown };
}

type Send = (request: Pick<FuzzRequest, 'path' | 'headers' | 'method'>) => Promise<Answer>;

/** Asks for the examples of the description, and for short pages in every order, and keeps what the answers name. */
async function harvest(
  operations: readonly DescribedOperation[],
  send: Send,
  texts: Record<string, string[]>,
): Promise<Harvest> {
  const found: Harvest = { texts: structuredClone(texts), pages: [], etags: [] };
  for (const address of operations.flatMap(addressesOf)) {
    const answer = await send({ path: address, headers: {}, method: 'GET' });
    if (answer.status !== 200) continue;
    if (answer.headers.etag !== undefined && found.etags.length < 20) found.etags.push(answer.headers.etag);
    if (/[/+]json;/.test(answer.headers['content-type'] ?? '')) glean(answer.json(), address, found);
  }
  return found;
}

function addressesOf({ path, parameters }: DescribedOperation): string[] {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    return encodeURIComponent(parameters.find((each) => each.name === name)?.example ?? '');
  });
  const valuesOf = (name: string): string[] => {
    const schema = parameters.find((each) => each.in === 'query' && each.name === name)?.schema;
    return schema?.enum ?? (schema?.examples ?? []).map(String);
  };
  const short = { limit: '1', _count: '1' };
  const own = Object.entries(short).filter(([name]) => parameters.some((each) => each.name === name));
  const near = valuesOf('near')
    .slice(0, 1)
    .map((value): [string, string] => ['near', value]);
  const words = valuesOf('condition')
    .slice(0, 1)
    .map((value): [string, string] => ['condition', value]);
  const sorted = ['asc', 'desc'].flatMap((order) =>
    valuesOf('sort').map((sort) => [...own, ['sort', sort], ['order', order]]),
  );
  const queries = [[], own, ...sorted, ...sorted.map((each) => [...each, ...near, ['radius', '5000km'], ...words])];
  return queries.map((query) =>
    `${filled}?${new URLSearchParams(query as [string, string][]).toString()}`.replace(/\?$/, ''),
  );
}

/** Identifiers by their names, and what leads to further pages. */
function glean(value: unknown, address: string, found: Harvest): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'nextCursor' && typeof inner === 'string') found.pages.push(`${address}&cursor=${inner}`);
    if (name === 'resumeCursor' && typeof inner === 'string') keep(found, 'after', inner);
    if (/^(?:id|pmid|\w+Id)$/.test(name) && typeof inner === 'string') keep(found, name, inner);
    glean(inner, address, found);
  }
  const { relation, url } = value as { relation?: unknown; url?: unknown };
  if (relation === 'next' && typeof url === 'string') found.pages.push(url.replace(/^https?:\/\/[^/]+/, ''));
}

function keep({ texts }: Harvest, name: string, text: string): void {
  const known = (texts[name] ??= []);
  if (known.length < 50 && text !== '' && text.length < 200 && !known.includes(text)) known.push(text);
}
