import type { Listing } from '../src/embed/listing.schema.js';

/** What came of asking: a listing, or faults of the attributes (none where the service failed or cannot be reached). */
export type Came = { listing: Listing } | { status: number; faults: string[] };

type Problem = { errors?: { parameter?: string; detail: string }[] };

/** Asks the service for a listing, without cookies and without saying from where. Throws where there is no answer. */
export async function ask(url: string, signal: AbortSignal): Promise<Came> {
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal });
  const body = (await answer.json()) as { data: Listing } & Problem;
  if (answer.ok) return { listing: body.data };
  const errors = answer.status === 400 ? (body.errors ?? []) : [];
  return { status: answer.status, faults: errors.map(({ parameter, detail }) => `${parameter ?? ''}: ${detail}`) };
}
