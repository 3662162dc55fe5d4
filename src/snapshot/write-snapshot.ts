import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { manifestPathOf, nctIdOf, type SnapshotLine, type SnapshotManifest } from './read-snapshot.js';

/** Name of the data file when a snapshot is written into a folder. */
const DATA_FILE = 'clinicaltrials-gov.ndjson.gz';

/** What the writer of a snapshot has to say about it; the rest of the manifest is counted while writing. */
export type SnapshotAbout = Pick<SnapshotManifest, 'madeBy' | 'terms' | 'notes' | 'origins'>;

/**
 * Writes a snapshot to a folder, or to a file that ends in `.gz`, and its manifest, holding one record at a time.
 * Equal lines give equal bytes on one version of Node. Nothing is left under the final name when writing fails.
 */
export async function writeSnapshot(
  path: string,
  lines: Iterable<SnapshotLine> | AsyncIterable<SnapshotLine>,
  about: SnapshotAbout,
): Promise<SnapshotManifest> {
  const file = path.endsWith('.gz') ? path : join(path, DATA_FILE);
  await mkdir(dirname(file), { recursive: true });
  const tally = new Tally();
  const unfinished = `${file}.unfinished`;
  try {
    const bytes = await writePacked(unfinished, tally.countWhilePassing(lines));
    const manifest = { file: basename(file), ...bytes, ...tally.result(), ...about };
    await rename(unfinished, file);
    await writeFile(manifestPathOf(path), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Node writes a gzip header without a time, so that equal input packs to equal bytes. */
async function writePacked(path: string, lines: AsyncIterable<string>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const gzip = createGzip({ level: constants.Z_BEST_COMPRESSION });
  await pipeline(Readable.from(lines), gzip, measure, createWriteStream(path));
  return { sha256: hash.digest('hex'), bytes };
}

type Counted = Pick<SnapshotManifest, 'records' | 'studies' | 'recordsByOrigin' | 'oldestDataDate' | 'newestDataDate'>;

/** Counts the records of a snapshot while they are written. */
class Tally {
  private readonly studies = new Set<string>();
  private readonly recordsByOrigin = { bundled: 0, assembled: 0 };
  private oldest: string | null = null;
  private newest: string | null = null;

  async *countWhilePassing(lines: Iterable<SnapshotLine> | AsyncIterable<SnapshotLine>): AsyncIterable<string> {
    for await (const line of lines) {
      this.studies.add(nctIdOf(line.raw) ?? '');
      this.recordsByOrigin[line.origin]++;
      if (line.dataDate !== null) this.widen(line.dataDate);
      yield `${JSON.stringify(line)}\n`;
    }
  }

  result(): Counted {
    const { recordsByOrigin } = this;
    return {
      records: recordsByOrigin.bundled + recordsByOrigin.assembled,
      studies: this.studies.size,
      recordsByOrigin,
      oldestDataDate: this.oldest,
      newestDataDate: this.newest,
    };
  }

  private widen(day: string): void {
    if (this.oldest === null || day < this.oldest) this.oldest = day;
    if (this.newest === null || day > this.newest) this.newest = day;
  }
}
