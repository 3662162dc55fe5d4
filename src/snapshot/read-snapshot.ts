import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { textLines } from './text-lines.js';

const snapshotLine = z.object({
  origin: z.enum(['bundled', 'assembled']),
  dataDate: z.iso.date().nullable(),
  captures: z.array(z.string()),
  restatedFields: z.array(z.string()),
  partialFields: z.array(z.string()),
  completedFields: z.array(z.string()),
  raw: z.record(z.string(), z.unknown()),
});

/**
 * One record of a snapshot: the study as the registry shapes it (`raw`), and beside it what we know of how it came to us.
 * `captures` are the addresses it was read from. Fields are named `module.field`: `restatedFields` carry the sense but
 * not the wording of the registry, `partialFields` were cut short where they were seen, and `completedFields` come from
 * a capture that is later than `dataDate` or has no date. All three are empty in a record shipped as the registry sent it.
 */
export type SnapshotLine = z.infer<typeof snapshotLine>;

const manifest = z.object({
  /** Name of the data file, in the manifest's folder. */
  file: z.string().regex(/^[^/\\]+$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
  records: z.int().nonnegative(),
  studies: z.int().nonnegative(),
  recordsByOrigin: z.object({ bundled: z.int(), assembled: z.int() }),
  oldestDataDate: z.iso.date().nullable(),
  newestDataDate: z.iso.date().nullable(),
  madeBy: z.string(),
  terms: z.array(z.string()),
  notes: z.array(z.string()),
  origins: z.array(
    z.object({
      nctId: z.string(),
      dataDate: z.iso.date().nullable(),
      origin: snapshotLine.shape.origin,
      from: z.array(z.string()),
    }),
  ),
});

/** What lies beside a data file: its checksum and counts, who made it from what, and the terms it is under. */
export type SnapshotManifest = z.infer<typeof manifest>;

/** The NCT number of a raw record in the shape of API v2; null where it has none. */
export function nctIdOf(raw: Readonly<Record<string, unknown>>): string | null {
  const study = raw as { protocolSection?: { identificationModule?: { nctId?: string } } };
  return study.protocolSection?.identificationModule?.nctId ?? null;
}

/** Raised when a snapshot is missing or damaged: names the file, what was expected of it and what was found. */
export class SnapshotError extends Error {
  constructor(
    readonly file: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${file}: expected ${expected}; found ${found}`);
    this.name = 'SnapshotError';
  }
}

/** The manifest of a snapshot: `MANIFEST.json` in a folder, or `<file>.manifest.json` beside a file that ends in `.gz`. */
export function manifestPathOf(path: string): string {
  return path.endsWith('.gz') ? `${path}.manifest.json` : join(path, 'MANIFEST.json');
}

/**
 * The records of a snapshot (a folder, or a `.gz` file with its manifest beside it), in replay order, one at a time.
 * Checksum and count are compared with the manifest before this returns. Throws SnapshotError.
 */
export async function openSnapshot(path: string): Promise<AsyncIterable<SnapshotLine>> {
  const manifestPath = manifestPathOf(path);
  const stated = await readManifest(manifestPath);
  const file = join(dirname(manifestPath), stated.file);
  await verifyBytes(file, stated);
  await verifyCount(file, stated);
  return linesOf(file);
}

/** The same, opened when the first record is asked for. */
export async function* readSnapshot(path: string): AsyncIterable<SnapshotLine> {
  yield* await openSnapshot(path);
}

async function* linesOf(file: string): AsyncIterable<SnapshotLine> {
  let number = 0;
  for await (const text of textLines(file)) yield parseLine(file, ++number, text);
}

async function readManifest(path: string): Promise<SnapshotManifest> {
  const expected = 'the manifest of a snapshot (JSON)';
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new SnapshotError(path, expected, reasonOf(error));
  }
  const parsed = manifest.safeParse(content);
  if (!parsed.success) throw new SnapshotError(path, expected, faultsOf(parsed.error));
  return parsed.data;
}

async function verifyBytes(file: string, stated: SnapshotManifest): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new SnapshotError(file, 'a readable file', reasonOf(error));
  }
  const found = hash.digest('hex');
  if (found !== stated.sha256) throw new SnapshotError(file, `sha256 ${stated.sha256}`, found);
}

async function verifyCount(file: string, stated: SnapshotManifest): Promise<void> {
  const expected = `${String(stated.records)} records`;
  let count = 0;
  try {
    const lines = textLines(file)[Symbol.asyncIterator]();
    while ((await lines.next()).done !== true) count++;
  } catch (error) {
    throw new SnapshotError(file, expected, `${String(count)}, then ${reasonOf(error)}`);
  }
  if (count !== stated.records) throw new SnapshotError(file, expected, String(count));
}

function parseLine(file: string, number: number, text: string): SnapshotLine {
  const place = `${basename(file)} line ${String(number)}`;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new SnapshotError(place, 'a record (JSON)', reasonOf(error));
  }
  const parsed = snapshotLine.safeParse(content);
  if (!parsed.success) throw new SnapshotError(place, 'a record of a snapshot', faultsOf(parsed.error));
  return parsed.data;
}

function faultsOf(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'the whole'}: ${issue.message}`).join('; ');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
