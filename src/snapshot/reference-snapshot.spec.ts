import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpClient } from '../common/http-client.js';
import type { FollowedDrug } from '../model/question.js';
import { NciDrugDictionarySource } from '../sources/nci-drug-dictionary/source.js';
import { OpenFdaSource } from '../sources/openfda/source.js';
import type { Answer, Exchange, ReferenceSource } from '../sources/reference-source.js';
import { SnapshotError } from './read-snapshot.js';
import { readReferenceSnapshot, type ReferenceLine } from './reference-snapshot.js';

const BUNDLED = fileURLToPath(new URL('../../data/references', import.meta.url));

type Origin = Record<'source' | 'part' | 'subject' | 'from' | 'repository' | 'commit' | 'path' | 'licence', string> & {
  line: number;
  request: string | null;
  trimmed: string | null;
};

async function linesOf(dir: string): Promise<ReferenceLine[]> {
  const lines: ReferenceLine[] = [];
  for await (const line of readReferenceSnapshot(dir)) lines.push(line);
  return lines;
}

async function jsonOf(...path: string[]): Promise<unknown> {
  return JSON.parse(await readFile(join(BUNDLED, ...path), 'utf8')) as unknown;
}

describe('the bundled answers', () => {
  let lines: ReferenceLine[] = [];
  let origins: Origin[] = [];
  beforeEach(async () => {
    lines = await linesOf(BUNDLED);
    ({ origins } = (await jsonOf('MANIFEST.json')) as { origins: Origin[] });
  });

  it('have an origin each, in the order of the lines, and every file there is used', async () => {
    expect(
      origins.map(({ line, source, part, subject, trimmed }) => ({ line, source, part, subject, trimmed })),
    ).toEqual(lines.map(({ source, part, subject, trimmed }, n) => ({ line: n + 1, source, part, subject, trimmed })));
    expect(lines.map(({ foundAt }) => foundAt)).toEqual(
      origins.map(({ repository, commit, path }) => `https://github.com/${repository}/blob/${commit}/${path}`),
    );
    const files = (await readdir(join(BUNDLED, 'sources'))).map((file) => `sources/${file}`);
    expect(origins.map(({ from }) => from).sort()).toEqual(files.sort());
  });

  it('hold the bodies that were found, value by value', async () => {
    const seen: string[] = [];
    for (const [n, { exchanges }] of lines.entries()) {
      const { from = '', trimmed = null, request = null } = origins[n] ?? {};
      const found = await jsonOf(from);
      const [exchange] = exchanges;
      expect(exchanges).toHaveLength(1);
      if (request === null) expect(recordsOf(found)).toEqual(expect.arrayContaining(recordsOf(exchange?.body)));
      else expect(exchange?.body).toEqual(found);
      expect(request === null || request.endsWith(exchange?.path ?? ' ')).toBe(true);
      seen.push(trimmed === null ? 'whole' : 'trimmed');
    }
    expect(seen).toEqual(['trimmed', 'whole', 'trimmed', 'whole', 'whole', 'whole']);
  });

  it('take every application with cisplatin out of the list, no other, and no count of the whole list', async () => {
    const found = (await jsonOf('sources', 'openfda-drugsfda.json')) as { meta: { results: unknown } };
    const body = lines.find(({ part }) => part === 'applications')?.exchanges[0]?.body as typeof found;
    const holding = recordsOf(found).filter((application) => JSON.stringify(application).includes('CISPLATIN'));
    expect(recordsOf(body)).toEqual(holding);
    expect(holding).toHaveLength(6);
    const { results, ...meta } = found.meta;
    expect(results).toEqual({ skip: 0, limit: 26_898, total: 26_898 });
    expect(body.meta).toEqual(meta);
  });

  /** The drugs as a guide would name them; nothing else is needed to read the answers. */
  const followed = (drugId: string): FollowedDrug => ({
    drugId,
    names: { preferred: drugId, synonyms: [], brands: [], codes: [] },
    identifiers: [],
  });

  function read({ source, part, subject, exchanges }: ReferenceLine): Answer {
    const http = new HttpClient({ hosts: [] });
    const sources: ReferenceSource[] = [
      new OpenFdaSource(http, 'https://example.org', { apiKey: null }),
      new NciDrugDictionarySource(http, 'https://example.org'),
    ];
    const known = exchanges.map(({ receivedAt, ...exchange }): Exchange => ({
      ...exchange,
      receivedAt: receivedAt ?? '2026-11-24T00:00:00.000Z',
    }));
    const about = { kind: 'drug', subject, drug: followed(subject.slice('drug:'.length)) } as const;
    const reader = sources.find(({ id }) => id === source);
    if (reader === undefined) throw new Error(`${source} is not connected`);
    return reader.read({ part, about }, known, { origin: 'bundled' });
  }

  it.each([
    ['openfda', 'labels', 'drug:pembrolizumab', 2],
    ['openfda', 'reports', 'drug:pembrolizumab', 1],
    ['openfda', 'applications', 'drug:cisplatin', 6],
    ['nci-drug-dictionary', 'term', 'drug:nivolumab', 1],
    ['nci-drug-dictionary', 'term', 'drug:pembrolizumab', 1],
    ['nci-drug-dictionary', 'term', 'drug:bevacizumab', 1],
  ])('are read by %s as %s of %s', (source, part, subject, count) => {
    const [line, ...others] = lines.filter(
      (one) => one.source === source && one.part === part && one.subject === subject,
    );
    if (line === undefined) throw new Error('no such line');
    const { records, rejections, isComplete } = read(line);
    expect([others.length, records.length, rejections]).toEqual([0, count, []]);
    expect(records.every(({ origin }) => origin === 'bundled')).toBe(true);
    // openFDA was asked by another search than ours; the dictionary's term is one whole answer.
    expect(isComplete).toBe(source === 'nci-drug-dictionary');
  });
});

function recordsOf(body: unknown): unknown[] {
  return (body as { results: unknown[] }).results;
}

describe('reading a folder of answers', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trialweave-references-'));
    for (const file of ['MANIFEST.json', 'exchanges.ndjson']) await cp(join(BUNDLED, file), join(folder, file));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function faultOf(): Promise<SnapshotError> {
    const given: ReferenceLine[] = [];
    try {
      for await (const line of readReferenceSnapshot(folder)) given.push(line);
    } catch (error) {
      if (error instanceof SnapshotError && given.length === 0) return error;
      throw error;
    }
    throw new Error('expected a fault');
  }

  /** Replaces the data and makes the checksum fit, as somebody who edits the file by hand would. */
  async function replace(text: string, lines = 6): Promise<void> {
    await writeFile(join(folder, 'exchanges.ndjson'), text);
    const sha256 = createHash('sha256').update(text).digest('hex');
    await writeFile(join(folder, 'MANIFEST.json'), JSON.stringify({ file: 'exchanges.ndjson', sha256, lines }));
  }

  async function edited(change: (line: Record<string, unknown>) => void): Promise<void> {
    const [first = '', ...rest] = (await readFile(join(folder, 'exchanges.ndjson'), 'utf8')).split('\n');
    const line = JSON.parse(first) as Record<string, unknown>;
    change(line);
    await replace([JSON.stringify(line), ...rest].join('\n'));
  }

  it('gives the same lines after a line is written again with a checksum that fits', async () => {
    await edited(() => undefined);
    expect(await linesOf(folder)).toEqual(await linesOf(BUNDLED));
  });

  it.each<[string, () => Promise<void>, string, string]>([
    ['no manifest', () => rm(join(folder, 'MANIFEST.json')), 'MANIFEST.json', 'ENOENT'],
    ['a manifest that is no JSON', () => writeFile(join(folder, 'MANIFEST.json'), '{'), 'MANIFEST.json', 'JSON'],
    ['a manifest without a checksum', () => writeFile(join(folder, 'MANIFEST.json'), '{}'), 'MANIFEST.json', 'sha256'],
    ['no data', () => rm(join(folder, 'exchanges.ndjson')), 'exchanges.ndjson', 'ENOENT'],
    ['other data', () => writeFile(join(folder, 'exchanges.ndjson'), '{}\n'), 'exchanges.ndjson', 'sha256'],
    ['too few lines', () => replace('', 6), 'exchanges.ndjson', '6 lines; found 0'],
    ['a cut line', () => replace('{"source":', 1), 'exchanges.ndjson line 1', 'JSON'],
  ])('tells of %s before it gives anything', async (_, damage, file, detail) => {
    await damage();
    const fault = await faultOf();
    expect(fault.file).toContain(file);
    expect(fault.message).toContain(detail);
  });

  it.each<[string, (line: Record<string, unknown>) => void]>([
    ['part', (line) => delete line['part']],
    ['subject', (line) => (line['subject'] = 'pembrolizumab')],
    ['dataDate', (line) => (line['dataDate'] = '2026')],
    ['foundAt', (line) => (line['foundAt'] = 'somewhere')],
    ['exchanges', (line) => (line['exchanges'] = [])],
    ['exchanges.0.body', (line) => (line['exchanges'] = [{ path: '/x', status: 200, receivedAt: null }])],
    [
      'exchanges.0.receivedAt',
      (line) => (line['exchanges'] = [{ path: '/x', status: 200, receivedAt: '2026-08-11', body: 1 }]),
    ],
    ['surplus', (line) => (line['surplus'] = true)],
  ])('refuses a line whose %s is wrong', async (field, change) => {
    await edited(change);
    const fault = await faultOf();
    expect([fault.file, fault.message.includes(field)]).toEqual(['exchanges.ndjson line 1', true]);
  });
});
