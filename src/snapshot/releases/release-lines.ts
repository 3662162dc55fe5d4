import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../model/content-hash.js';
import { ORIGIN } from '../../model/provenance.js';
import type { KeptStudy } from '../../studies/study-reader.store.js';
import { SnapshotError, type SnapshotLine } from '../read-snapshot.js';
import { textLines } from '../text-lines.js';

/** A study as it stands in a release: the line without its end, and the SHA-256 of that line. */
export type StudyLine = { nctId: string; text: string };
/** A study that was in the state before and is not in this one. */
export type GoneLine = { nctId: string; goneAt: string | null };
export type DigestLine = { nctId: string; digest: string };

const releasedRecord = z.object({
  provenance: z.object({ origin: z.enum(ORIGIN), dataDate: z.iso.date().nullable() }),
  raw: z.record(z.string(), z.unknown()),
});
const goneLine = z.object({ goneAt: z.string().nullable(), nctId: z.string() });

/**
 * The line of a study: canonical JSON of its number, its provenance, the record as received and the study as read from it.
 * What moves without a change (when it was last seen) is left out, so that equal content is an equal line.
 */
export function studyLine(source: string, kept: KeptStudy, body: NonNullable<KeptStudy['body']>): StudyLine {
  const { nctId, url, origin, dataDate, sourceUpdatedAt, retrievedAt, contentHash } = kept;
  const provenance = { source, key: nctId, url, origin, dataDate, sourceUpdatedAt, retrievedAt, contentHash };
  return { nctId, text: canonicalJson({ nctId, provenance, ...body }) };
}

/** The text of a line about a study that is gone. */
export function goneText({ nctId, goneAt }: GoneLine): string {
  return canonicalJson({ nctId, goneAt });
}

/** The text of a line of digests; `sha256sum` writes them in this form. */
export function digestText({ nctId, digest }: DigestLine): string {
  return `${digest}  ${nctId}`;
}

/** SHA-256 (hex) of a line, its end included. */
export function digestOf({ text }: StudyLine): string {
  return createHash('sha256').update(`${text}\n`).digest('hex');
}

/** The lines of a file of studies. */
export async function* readStudyLines(dir: string, name: string): AsyncGenerator<StudyLine> {
  for await (const text of textLines(join(dir, name))) {
    const nctId = /^\{"nctId":"(NCT\d{8})",/.exec(text)?.[1];
    if (nctId === undefined) throw new SnapshotError(join(dir, name), 'a line of a release', text.slice(0, 80));
    yield { nctId, text };
  }
}

/** The lines of a file of studies that are gone. */
export async function* readGoneLines(dir: string, name: string): AsyncGenerator<GoneLine> {
  for await (const text of textLines(join(dir, name))) yield goneLine.parse(JSON.parse(text));
}

/** The lines of a file of digests. */
export async function* readDigestLines(dir: string, name: string): AsyncGenerator<DigestLine> {
  for await (const text of textLines(join(dir, name))) {
    const [digest = '', nctId = ''] = text.split('  ');
    yield { digest, nctId };
  }
}

/** A line of a release as a record to load: what was live where it was made is a shipped record elsewhere. */
export function asSnapshotLine({ nctId, text }: StudyLine): SnapshotLine {
  const parsed = releasedRecord.safeParse(JSON.parse(text));
  if (!parsed.success) throw new SnapshotError(nctId, 'a record of a release', parsed.error.message);
  const { provenance, raw } = parsed.data;
  const beside = { captures: [], restatedFields: [], partialFields: [], completedFields: [] };
  const origin = provenance.origin === 'assembled' ? 'assembled' : 'bundled';
  return { origin, dataDate: provenance.dataDate, ...beside, raw };
}
