import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { everyStudy, inShort } from '../../clients/typescript/example.js';
import { createClient, type Client } from '../../clients/typescript/src/client/index.js';
import * as trialweave from '../../clients/typescript/src/index.js';
import { EXAMPLES } from '../../src/http/examples.js';
import { ENGINES } from '../support/databases.js';
import { FORMER, serveEveryState } from '../support/every-state.js';
import type { ReferencesPipeline } from '../support/references-pipeline.js';

const CLIENT = new URL('../../clients/typescript/', import.meta.url);
const { drugId, entryId, guideId, nctId, pmid } = EXAMPLES;

describe.each(ENGINES)('the TypeScript client on $engine', ({ create }) => {
  let service: ReferencesPipeline;
  let client: Client;
  let gone: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ service, gone, stop } = await serveEveryState(create));
    client = createClient({ baseUrl: service.base });
  });

  afterAll(async () => {
    await stop();
  });

  it('takes a researcher from a search over its pages to a study, its record as received and its drug', async () => {
    const asked: NonNullable<trialweave.ListTrialsData['query']> = {
      q: 'hepatocellular carcinoma',
      phase: ['PHASE3', 'PHASE2'],
      facets: ['phase'],
      limit: 3,
    };
    const first = await trialweave.listTrials({ client, query: asked, throwOnError: true });
    const cursor = first.data.page.nextCursor ?? '';
    const second = await trialweave.listTrials({ client, query: { ...asked, cursor }, throwOnError: true });
    const found = [...first.data.data, ...second.data.data];
    expect(new Set(found.map((study) => study.nctId)).size).toBe(6);
    const places = found.map(({ relevance }) => relevance ?? 0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBe(1);
    expect(found.every(({ phases }) => phases.some((phase) => asked.phase?.includes(phase)))).toBe(true);
    expect(first.data.facets?.['phase']?.length).toBeGreaterThan(0);

    const { data: study } = await trialweave.getTrial({ client, path: { nctId }, throwOnError: true });
    expect(study.data.links.map((link) => link.entryId)).toContain(entryId);
    const { data: raw } = await trialweave.getRawTrial({ client, path: { nctId }, throwOnError: true });
    expect(raw).toMatchObject({ protocolSection: { identificationModule: { nctId } } });

    const named = await trialweave.listDrugs({ client, query: { name: 'Opdivo' }, throwOnError: true });
    expect(named.data.data.map((drug) => drug.drugId)).toEqual([drugId]);
    const drug = await trialweave.getDrug({
      client,
      path: { drugId },
      query: { provenance: 'full' },
      throwOnError: true,
    });
    expect(Object.keys(drug.data.data.provenance ?? {}).length).toBeGreaterThan(5);
    const publication = await trialweave.getPublication({ client, path: { pmid }, throwOnError: true });
    expect(publication.data.data).toMatchObject({ pmid, title: 'Made-up publication' });
  });

  it('leads from a guide to the claims that have aged, and on from where the change log ended', async () => {
    const guide = await trialweave.getGuide({ client, path: { guideId }, throwOnError: true });
    expect(guide.data.data.guideId).toBe(guideId);
    const query = { verdict: ['outdated' as const] };
    const claims = await trialweave.listClaims({ client, path: { guideId }, query, throwOnError: true });
    expect(claims.data.data.map(({ verdict }) => verdict)).toContain('outdated');
    const changes = await trialweave.listChanges({
      client,
      query: { subject: 'study:', limit: 3 },
      throwOnError: true,
    });
    expect(changes.data.data.length).toBe(3);
    const after = Number(changes.data.page.resumeCursor);
    const later = await trialweave.listChanges({ client, query: { after, limit: 1 }, throwOnError: true });
    expect(Number(later.data.data[0]?.id)).toBeGreaterThan(after);
  });

  it('reads the same studies as FHIR', async () => {
    const query = { _id: nctId, _count: 1 };
    const bundle = await trialweave.searchResearchStudies({ client, query, throwOnError: true });
    expect(bundle.data).toMatchObject({ resourceType: 'Bundle', total: 1, entry: [{ resource: { id: nctId } }] });
    const study = await trialweave.readResearchStudy({ client, path: { id: nctId }, throwOnError: true });
    expect(study.data).toMatchObject({ resourceType: 'ResearchStudy', id: nctId });
    const target = `ResearchStudy/${nctId}`;
    const provenances = await trialweave.searchProvenances({ client, query: { target }, throwOnError: true });
    expect(provenances.data).toMatchObject({ resourceType: 'Bundle', total: expect.any(Number) });
  });

  it('follows a former number, and hands over errors as the service tells them', async () => {
    const moved = await trialweave.getTrial({ client, path: { nctId: FORMER }, throwOnError: true });
    expect(moved.data.data.nctId).toBe(nctId);
    const removed = await trialweave.getTrial({ client, path: { nctId: gone } });
    expect(removed.error).toMatchObject({ type: '/problems/study-gone', lastKnown: { nctId: gone } });
    const wrong = await trialweave.listTrials({ client, query: { limit: 0 } });
    expect(wrong.error?.errors).toMatchObject([{ parameter: 'limit' }]);
    const unknown = await trialweave.readResearchStudy({ client, path: { id: 'NCT00000000' } });
    expect(unknown.error).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('does what its README shows', async () => {
    const studies = await everyStudy(service.base, { condition: 'carcinoma', limit: 7 });
    const whole = await trialweave.listTrials({ client, query: { condition: 'carcinoma' }, throwOnError: true });
    expect(studies.length).toBe(whole.data.page.totalCount);
    expect(studies.length).toBeGreaterThan(14);
    expect(await inShort(service.base, nctId)).toMatch(/: COMPLETED as of \d{4}-\d\d-\d\d\. .*medical advice/);
    expect(await inShort(service.base, 'NCT00000000')).toBeNull();
  });
});

describe('the README of the TypeScript client', () => {
  it('shows the example as it is', () => {
    const readme = readFileSync(new URL('README.md', CLIENT), 'utf8');
    expect(readme).toContain(`\`\`\`ts\n${readFileSync(new URL('example.ts', CLIENT), 'utf8')}\`\`\`\n`);
  });
});
