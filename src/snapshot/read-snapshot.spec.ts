import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readSnapshot, SnapshotError, type SnapshotLine } from './read-snapshot.js';
import { writeSnapshot, type SnapshotAbout } from './write-snapshot.js';

const ABOUT: SnapshotAbout = { madeBy: 'a spec', terms: [], notes: [], origins: [] };

/** A made-up record. */
function line(nctId: string, dataDate: string | null, origin: SnapshotLine['origin'] = 'bundled'): SnapshotLine {
  const marks = { captures: [], restatedFields: [], partialFields: [], completedFields: [] };
  const raw = { protocolSection: { identificationModule: { nctId, briefTitle: 'Made-up: größer ≥ 5 cm' } } };
  return { origin, dataDate, ...marks, raw };
}

const LINES = [
  line('NCT00000001', null, 'assembled'),
  line('NCT00000002', '2019-05-01'),
  line('NCT00000002', '2021-05-01'),
];

describe('reading and writing a snapshot', () => {
  let folder: string;
  let data: string;
  let manifest: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trialweave-snapshot-'));
    data = join(folder, 'clinicaltrials-gov.ndjson.gz');
    manifest = join(folder, 'MANIFEST.json');
    await writeSnapshot(folder, LINES, ABOUT);
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** Reads until the end or the first fault, and tells how many records were given out before it. */
  async function readAll(path = folder): Promise<{ lines: SnapshotLine[]; fault: unknown }> {
    const lines: SnapshotLine[] = [];
    try {
      for await (const read of readSnapshot(path)) lines.push(read);
      return { lines, fault: null };
    } catch (fault) {
      return { lines, fault };
    }
  }

  async function editManifest(change: object): Promise<void> {
    const stated = JSON.parse(await readFile(manifest, 'utf8')) as object;
    await writeFile(manifest, JSON.stringify({ ...stated, ...change }));
  }

  /** Replaces the data and makes the checksum fit, as somebody who edits a snapshot by hand would. */
  async function replaceData(packed: Buffer, change: object = {}): Promise<void> {
    await writeFile(data, packed);
    await editManifest({ sha256: createHash('sha256').update(packed).digest('hex'), ...change });
  }

  it('gives back what was written, in the same order', async () => {
    expect(await readAll()).toEqual({ lines: LINES, fault: null });
  });

  it('counts records, studies and dates in the manifest', async () => {
    expect(JSON.parse(await readFile(manifest, 'utf8'))).toMatchObject({
      file: 'clinicaltrials-gov.ndjson.gz',
      records: 3,
      studies: 2,
      recordsByOrigin: { bundled: 2, assembled: 1 },
      oldestDataDate: '2019-05-01',
      newestDataDate: '2021-05-01',
    });
  });

  it('writes equal bytes for equal records', async () => {
    const before = await readFile(data);
    await writeSnapshot(folder, LINES, ABOUT);

    expect((await readFile(data)).equals(before)).toBe(true);
  });

  it('reads a single file with its manifest beside it', async () => {
    const file = join(folder, 'export.ndjson.gz');
    await writeSnapshot(file, LINES.slice(1), ABOUT);

    expect(await readAll(file)).toEqual({ lines: LINES.slice(1), fault: null });
  });

  it('leaves nothing behind when the records break off while writing', async () => {
    function* breaking(): Iterable<SnapshotLine> {
      yield* LINES;
      throw new Error('made-up failure');
    }

    await expect(writeSnapshot(join(folder, 'export.ndjson.gz'), breaking(), ABOUT)).rejects.toThrow('made-up failure');
    expect((await readdir(folder)).filter((name) => name.startsWith('export'))).toEqual([]);
  });

  it('refuses a file whose checksum differs, before giving out a record', async () => {
    await appendFile(data, 'x');
    const { sha256 } = JSON.parse(await readFile(manifest, 'utf8')) as { sha256: string };
    const { lines, fault } = await readAll();

    expect(lines).toEqual([]);
    expect(fault).toBeInstanceOf(SnapshotError);
    expect(fault).toMatchObject({ file: data, expected: `sha256 ${sha256}` });
  });

  it('refuses a cut file', async () => {
    await truncate(data, 60);

    expect((await readAll()).fault).toMatchObject({
      file: data,
      expected: expect.stringContaining('sha256') as unknown,
    });
  });

  it('refuses a cut file whose checksum was made to fit', async () => {
    await replaceData((await readFile(data)).subarray(0, -12));
    const { lines, fault } = await readAll();

    expect(lines).toEqual([]);
    expect(fault).toMatchObject({
      file: data,
      expected: '3 records',
      found: expect.stringContaining('unexpected end') as unknown,
    });
  });

  it('refuses a file that holds another number of records than the manifest says', async () => {
    await editManifest({ records: 4 });

    expect(await readAll()).toMatchObject({ lines: [], fault: { file: data, expected: '4 records', found: '3' } });
  });

  it('names the line that is no record', async () => {
    const text = `${JSON.stringify(LINES[0])}\n${JSON.stringify({ ...LINES[1], origin: 'live' })}\n{"cut\n`;
    await replaceData(gzipSync(text));
    const { lines, fault } = await readAll();

    expect(lines).toEqual([LINES[0]]);
    expect(String(fault)).toMatch(
      /clinicaltrials-gov\.ndjson\.gz line 2: expected a record of a snapshot; found origin: /,
    );
  });

  it('names the line that is no JSON', async () => {
    await replaceData(gzipSync('{"cut\n'), { records: 1 });

    expect(String((await readAll()).fault)).toMatch(/line 1: expected a record \(JSON\); found /);
  });

  it('refuses a manifest that is missing, no JSON or without what it must have', async () => {
    await editManifest({ sha256: 'none', file: '../elsewhere.gz' });
    expect(String((await readAll()).fault)).toMatch(/MANIFEST\.json: .*file: .*sha256: /);

    await writeFile(manifest, '{');
    expect((await readAll()).fault).toMatchObject({ file: manifest });

    await rm(manifest);
    expect(String((await readAll()).fault)).toMatch(/MANIFEST\.json: .*no such file/);
  });

  it('names a data file that is missing', async () => {
    await rm(data);

    expect((await readAll()).fault).toMatchObject({ file: data, expected: 'a readable file' });
  });
});
