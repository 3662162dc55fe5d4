import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CaptureRecord } from './assemble.js';
import type { Json, JsonObject } from './carry-forward.js';
import type { WholeRecord } from './compose.js';
import { nctIdOf } from './read-snapshot.js';
import { textLines } from './text-lines.js';

const json: z.ZodType<Json> = z.json();
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);
const capture: z.ZodType<CaptureRecord> = z.object({
  nctId: z.string(),
  versionDate: z.iso.date().nullable(),
  captures: z.array(z.string()),
  partialFields: z.array(z.string()),
  restatedFields: z.array(z.string()),
  study: jsonObject,
});
const whole = z.object({
  repositories: z.record(z.string(), z.object({ commit: z.string() })),
  studies: z.array(z.object({ nctId: z.string(), repository: z.string(), path: z.string() })),
});

/** What the bundled snapshot is made of. */
export type SnapshotSources = { captures: CaptureRecord[]; whole: WholeRecord[] };

/** Reads a folder of sources: `pivotal.ndjson`, `studies.ndjson.gz` and `MANIFEST.json`. Throws when one is missing or does not fit. */
export async function readSources(dir: string): Promise<SnapshotSources> {
  const captures: CaptureRecord[] = [];
  for await (const line of textLines(join(dir, 'pivotal.ndjson'))) captures.push(capture.parse(JSON.parse(line)));
  return { captures, whole: await readWhole(dir) };
}

async function readWhole(dir: string): Promise<WholeRecord[]> {
  const { repositories, studies } = whole.parse(JSON.parse(await readFile(join(dir, 'MANIFEST.json'), 'utf8')));
  const records: WholeRecord[] = [];
  for await (const line of textLines(join(dir, 'studies.ndjson.gz'))) {
    const raw = jsonObject.parse(JSON.parse(line));
    const listed = studies[records.length];
    if (listed === undefined || listed.nctId !== nctIdOf(raw)) {
      throw new Error(
        `studies.ndjson.gz line ${String(records.length + 1)} is not listed in MANIFEST.json in this place`,
      );
    }
    const commit = repositories[listed.repository]?.commit ?? 'HEAD';
    records.push({ raw, foundAt: encodeURI(`https://github.com/${listed.repository}/blob/${commit}/${listed.path}`) });
  }
  return records;
}
