import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { ServingModule } from '../../src/serving.module.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeRegistry } from '../support/fake-registry.js';
import { ATTACK, hostileRecord } from '../support/hostile-record.js';
import { htmlFaults, linkedDataIn } from '../support/html.js';
import { ask, serve, type Answer } from '../support/http.js';
import { Pipeline } from '../support/pipeline.js';

/** Made-up numbers of studies whose every text is an attack: one on the page, one on its size, one by its number of sites. */
const MARKUP = parseNctId('NCT99999911') as NctId;
const HUGE = parseNctId('NCT99999912') as NctId;
const MANY = parseNctId('NCT99999913') as NctId;

const LONG = 'Nivolumab hepatocellular carcinoma '.repeat(120_000); // 4 MB

/** A made-up record with 10,000 sites, each in a country and a city of its own, half of them almost called like a real one. */
function recordOfManySites(): Record<string, unknown> {
  const made = hostileRecord(MANY, 'Made-up study of nivolumab', 'made up', 'Made-up summary.');
  const locations = Array.from({ length: 10_000 }, (_, i) => ({
    facility: `Made-up hospital ${String(i)}`,
    status: 'RECRUITING',
    city: `Made-up city ${String(i)}`,
    country: i % 2 === 0 ? `Made-up country ${String(i)}` : `France (made-up part ${String(i)})`,
    geoPoint: { lat: (i % 170) - 85, lon: (i % 359) - 179 },
  }));
  const { protocolSection } = made as { protocolSection: Record<string, unknown> };
  return { ...made, protocolSection: { ...protocolSection, contactsLocationsModule: { locations } } };
}

const [sqlite] = ENGINES.filter(({ engine }) => engine === 'sqlite');

describe('pages of records that attack their readers', () => {
  let files: TestDatabase;
  let registry: FakeRegistry;
  let pipeline: Pipeline;
  let app: NestFastifyApplication;
  let base: string;
  const get = (path: string): Promise<Answer> => ask(base, path, { accept: 'text/html' });

  beforeAll(async () => {
    files = await sqlite!.create();
    registry = await FakeRegistry.start([
      hostileRecord(MARKUP, ATTACK, ATTACK, ATTACK),
      hostileRecord(HUGE, LONG.slice(0, 200_000), LONG.slice(0, 20_000), LONG),
      recordOfManySites(),
    ]);
    pipeline = await Pipeline.open({
      database: files,
      registryUrl: registry.baseUrl,
      silence: 20_000,
      environment: { SYNC_SCOPE: 'registry' },
    });
    await pipeline.start();
    const report = await pipeline.sync();
    if (report.counts.created !== 3) throw new Error(JSON.stringify(report));
    const database = await Database.openReader(files.target, tablesOf);
    ({ app, base } = await serve(ServingModule.on({ config: pipeline.config, database, clock: pipeline.clock })));
  });

  afterAll(async () => {
    await app.close();
    await pipeline.close();
    await registry.stop();
    await files.drop();
  });

  const everywhere = [
    `/trials/${MARKUP}`,
    `/trials/${MARKUP}?lang=ar`,
    '/trials',
    `/trials?country=${encodeURIComponent(ATTACK.slice(0, 90))}`,
    '/guides/stage-4-liver-cancer/nivolumab',
    '/guides/stage-4-liver-cancer',
    `/embed/v1/trials?entry=nivolumab`,
  ];

  it('are about records that were really taken', async () => {
    const { text } = await get('/guides/stage-4-liver-cancer/nivolumab');
    expect(text).toContain(`/trials/${MARKUP}`);
    expect(text).toContain(`/trials/${HUGE}`);
  });

  it.each(everywhere)('hold their text as text: %s', async (path) => {
    const { status, text } = await get(path);
    expect(status).toBe(200);
    expect(text).not.toMatch(/<script>|<img|<!--]]|\sonerror=(?!alert\(2\)>)|\sonfocus="|href="javascript:/);
    // What was asked for stands unchanged in values of fields and links, which nobody reads.
    const seen = text.replace(/="[^"]*"/g, '');
    expect(seen).not.toMatch(/[\u202a-\u202e]/);
    expect(seen).not.toContain('\u0000');
    expect(htmlFaults(text)).toEqual([]);
    for (const block of linkedDataIn(text)) expect(block).toBeInstanceOf(Object);
  });

  it.each([
    `/trials/${HUGE}`,
    `/trials/${MANY}`,
    '/',
    '/trials',
    '/trials?near=10,10',
    '/guides/stage-4-liver-cancer/nivolumab',
    '/guides/stage-4-liver-cancer',
    '/embed',
    '/embed/v1/trials?entry=nivolumab',
    '/status',
  ])('stay small however large the records are: %s', async (path) => {
    const { status, bytes } = await get(path);
    expect(status).toBe(200);
    expect(bytes.length).toBeLessThan(500_000);
  });

  it('neither write nor call to an address that a record makes up', async () => {
    const { text } = await get(`/trials/${MARKUP}`);
    expect([...text.matchAll(/href="(?:mailto|tel):[^"]*"/g)]).toEqual([]);
  });
});
