import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { SnapshotError } from './read-snapshot.js';
import { textLines } from './text-lines.js';

const referenceLine = z.strictObject({
  source: z.string().min(1),
  part: z.string().min(1),
  subject: z.string().regex(/^(?:drug|study|claim|publication):\S/),
  dataDate: z.iso.date().nullable(),
  trimmed: z.string().min(1).nullable(),
  foundAt: z.url(),
  exchanges: z
    .array(
      z.strictObject({
        path: z.string().startsWith('/'),
        status: z.int().min(100).max(599),
        receivedAt: z.iso.datetime().nullable(),
        body: z.json(),
      }),
    )
    .min(1),
});

/**
 * What a reference source answered about a part of a subject, as others recorded it: exchanges for its `read`, with the
 * origin `bundled`. `subject` is the name of a subject; a line about one that nothing asks for is left alone.
 * `receivedAt` is null where no time was recorded: then none is shown.
 * `dataDate` is the day the data stand for, null where unknown. `trimmed` says in a sentence what is missing against what
 * the source sent, null where nothing is: it belongs beside the answer as a note. The request was not ours, so that even a
 * whole answer does not hold all that the source has.
 */
export type ReferenceLine = z.infer<typeof referenceLine>;

const manifest = z.object({
  /** Name of the data file, in the manifest's folder. */
  file: z.string().regex(/^[^/\\]+$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  lines: z.int().nonnegative(),
});

/**
 * The lines of a folder of bundled answers, in the order of the file. The file is small and read whole: checksum, form
 * and number of all lines are checked before the first is given out. Throws SnapshotError.
 */
export async function* readReferenceSnapshot(dir: string): AsyncIterable<ReferenceLine> {
  const manifestPath = join(dir, 'MANIFEST.json');
  const stated = parse(manifest, (await bytesOf(manifestPath)).toString('utf8'), manifestPath, 'a manifest');
  const file = join(dir, stated.file);
  const sha256 = createHash('sha256')
    .update(await bytesOf(file))
    .digest('hex');
  if (sha256 !== stated.sha256) throw new SnapshotError(file, `sha256 ${stated.sha256}`, sha256);
  const lines: ReferenceLine[] = [];
  for await (const text of textLines(file)) {
    const place = `${basename(file)} line ${String(lines.length + 1)}`;
    lines.push(parse(referenceLine, text, place, 'the answer of a source'));
  }
  if (lines.length !== stated.lines) {
    throw new SnapshotError(file, `${String(stated.lines)} lines`, String(lines.length));
  }
  yield* lines;
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new SnapshotError(file, 'a readable file', reasonOf(error));
  }
}

function parse<T>(schema: z.ZodType<T>, text: string, place: string, expected: string): T {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new SnapshotError(place, `${expected} (JSON)`, reasonOf(error));
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  throw new SnapshotError(place, expected, faults.join('; '));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
