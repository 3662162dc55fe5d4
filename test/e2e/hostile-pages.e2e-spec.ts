import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { ServingModule } from '../../src/serving.module.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeRegistry } from '../support/fake-registry.js';
import { htmlFaults, linkedDataIn } from '../support/html.js';
import { ask, serve, type Answer } from '../support/http.js';
import { Pipeline } from '../support/pipeline.js';

/** Made-up numbers of studies whose every text is an attack: one on the page, one on its size. */
const MARKUP = parseNctId('NCT99999911') as NctId;
const HUGE = parseNctId('NCT99999912') as NctId;

const ATTACK =
  '</script><script>alert(1)</script><img src=x onerror=alert(2)>" onfocus="alert(3)" x=\'\u202ederevoceR\u0000\u2028{{7*7}}${7*7}<!--]]>';
const LONG = 'Nivolumab hepatocellular carcinoma '.repeat(120_000); // 4 MB

/** A made-up record with one text in every place that the pages show. */
function record(nctId: NctId, text: string, short: string, summary: string): Record<string, unknown> {
  return {
    protocolSection: {
      identificationModule: {
        nctId,
        briefTitle: text,
        officialTitle: text,
        acronym: short,
        orgStudyIdInfo: { id: short },
        secondaryIdInfos: [{ id: short, type: 'OTHER', domain: short, link: 'javascript:alert(4)' }],
        organization: { fullName: short, class: 'OTHER' },
      },
      statusModule: { overallStatus: 'RECRUITING', statusVerifiedDate: '2026-10', whyStopped: text },
      sponsorCollaboratorsModule: { leadSponsor: { name: short, class: 'OTHER' }, collaborators: [{ name: short }] },
      descriptionModule: { briefSummary: summary, detailedDescription: text },
      conditionsModule: { conditions: ['Hepatocellular Carcinoma', short], keywords: [short] },
      designModule: { studyType: 'INTERVENTIONAL', phases: ['PHASE2'] },
      armsInterventionsModule: {
        armGroups: [{ label: short, type: 'EXPERIMENTAL', description: text, interventionNames: ['Drug: Nivolumab'] }],
        interventions: [
          { type: 'DRUG', name: 'Nivolumab', description: text, armGroupLabels: [short], otherNames: [short] },
          { type: 'DRUG', name: short, description: text },
        ],
      },
      outcomesModule: { primaryOutcomes: [{ measure: text, description: text, timeFrame: short }] },
      eligibilityModule: { eligibilityCriteria: text, sex: 'ALL', minimumAge: short, maximumAge: '99 Years' },
      contactsLocationsModule: {
        centralContacts: [{ name: short, phone: `+1 ${short}`, email: `a@b.example?bcc=${short}` }],
        locations: [
          {
            facility: short,
            status: 'RECRUITING',
            city: short,
            state: short,
            country: short,
            geoPoint: { lat: 1, lon: 2 },
          },
        ],
      },
      referencesModule: { seeAlsoLinks: [{ label: short, url: 'javascript:alert(5)' }] },
    },
    derivedSection: { miscInfoModule: { versionHolder: '2026-11-20' } },
    hasResults: false,
  };
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
      record(MARKUP, ATTACK, ATTACK, ATTACK),
      record(HUGE, LONG.slice(0, 200_000), LONG.slice(0, 20_000), LONG),
    ]);
    pipeline = await Pipeline.open({
      database: files,
      registryUrl: registry.baseUrl,
      silence: 20_000,
      environment: { SYNC_SCOPE: 'registry' },
    });
    await pipeline.start();
    const report = await pipeline.sync();
    if (report.counts.created !== 2) throw new Error(JSON.stringify(report));
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

  it.each([`/trials/${HUGE}`, '/trials', '/guides/stage-4-liver-cancer/nivolumab', '/embed/v1/trials?entry=nivolumab'])(
    'stay small however large the records are: %s',
    async (path) => {
      const { status, bytes } = await get(path);
      expect(status).toBe(200);
      expect(bytes.length).toBeLessThan(400_000);
    },
  );

  it('neither write nor call to an address that a record makes up', async () => {
    const { text } = await get(`/trials/${MARKUP}`);
    expect([...text.matchAll(/href="(?:mailto|tel):[^"]*"/g)]).toEqual([]);
  });
});
