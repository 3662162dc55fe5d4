import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClaimStore } from '../../src/claims/claim.store.js';
import { EntryStore } from '../../src/entries/entry.store.js';
import { GuideFaultsError } from '../../src/guides/guide-import.service.js';
import { GuideStore } from '../../src/guides/guide.store.js';
import { LinkStore } from '../../src/links/link.store.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FakeRegistry, loadRealStudies } from '../support/fake-registry.js';
import { MADE_UP_GUIDES, Pipeline } from '../support/pipeline.js';

/** A real study of yoga for people with asthma. */
const YOGA_STUDY = parseNctId('NCT00410098') as NctId;
const studies = await loadRealStudies();

describe.each(ENGINES)('another guide, about another condition, on $engine', ({ create }) => {
  let files: TestDatabase;
  let registry: FakeRegistry;
  let dir: string;
  let pipeline: Pipeline;

  const open = (): Promise<Pipeline> =>
    Pipeline.open({ database: files, registryUrl: registry.baseUrl, environment: { GUIDES_DIR: dir } });
  const reopen = async (): Promise<void> => {
    await pipeline.close();
    pipeline = await open();
    await pipeline.start();
  };
  const linksOf = async (nctId: NctId): Promise<string[]> =>
    (await pipeline.context.get(LinkStore).forStudy(nctId)).map(({ entryId, role }) => `${entryId} ${role}`);
  const edit = async (file: string, change: (text: string) => string): Promise<void> => {
    const path = join(dir, 'asthma', file);
    await writeFile(path, change(await readFile(path, 'utf8')));
  };

  beforeEach(async () => {
    files = await create();
    registry = await FakeRegistry.start(studies);
    dir = await mkdtemp(join(tmpdir(), 'trialweave-guides-'));
    await cp(MADE_UP_GUIDES, dir, { recursive: true });
    pipeline = await open();
    await pipeline.start();
    await pipeline.sync();
  });

  afterEach(async () => {
    await pipeline.close();
    await registry.stop();
    await Promise.all([files.drop(), rm(dir, { recursive: true, force: true })]);
  });

  it('is linked, merged and checked by content alone', async () => {
    expect(await linksOf(YOGA_STUDY)).toEqual(['yoga experimental', 'yoga-study subject']);
    const entry = await pipeline.context.get(EntryStore).get('asthma', 'yoga-study');
    expect(entry?.document.study).toMatchObject({ nctId: YOGA_STUDY, origin: 'live' });
    expect(entry?.document.trials.inScope).toBe(1);
    const checks = await pipeline.context.get(ClaimStore).list('asthma');
    expect(checks.get('share-relieved')?.verdict).toBe('unverifiable');
    // The study's status is unknown today, and the last one known says that it had not begun to take people in.
    expect(checks.get('yoga-studied')?.verdict).toBe('contradicted');
  });

  it('links every stored study again when the editor changes how an entry is found', async () => {
    await edit('entries/yoga.yaml', (text) =>
      text.replace('terms: [yoga]', 'terms: [pilates]').replace('  mesh: [D000015013]\n', ''),
    );
    await reopen();
    expect(await linksOf(YOGA_STUDY)).toEqual(['yoga-study subject']);
    const entry = await pipeline.context.get(EntryStore).get('asthma', 'yoga');
    expect(entry?.document.trials.byRole.experimental).toBe(0);
  });

  it('lets the editor rule a study out, and in again', async () => {
    await edit('entries/yoga.yaml', (text) => `${text}exclude:\n  - nctId: ${YOGA_STUDY}\n    note: Made-up reason.\n`);
    await reopen();
    expect(await linksOf(YOGA_STUDY)).toEqual(['yoga-study subject']);
    await edit('entries/yoga.yaml', (text) => text.replace('exclude:', 'include:'));
    await reopen();
    const links = await pipeline.context.get(LinkStore).forStudy(YOGA_STUDY);
    expect(links.find((link) => link.entryId === 'yoga')?.methods).toContain('stated');
  });

  it('is taken out with its links, entries and claims when its folder goes', async () => {
    await cp(MADE_UP_GUIDES, dir, { recursive: true });
    await rm(join(dir, 'asthma'), { recursive: true });
    await cp(join(MADE_UP_GUIDES, 'asthma'), join(dir, 'other'), { recursive: true });
    const path = join(dir, 'other', 'guide.yaml');
    await writeFile(path, (await readFile(path, 'utf8')).replace('id: asthma', 'id: other'));
    await reopen();
    expect((await pipeline.context.get(GuideStore).list()).map((guide) => guide.guideId)).toEqual(['other']);
    expect(await pipeline.count('entry', "guide_id = 'asthma'")).toBe(0);
    expect(await pipeline.count('entry_link', "guide_id = 'asthma'")).toBe(0);
    expect(await pipeline.count('claim_check', "guide_id = 'asthma'")).toBe(0);
    expect((await linksOf(YOGA_STUDY)).length).toBe(2);
  });

  it('keeps the last good content when a file has faults', async () => {
    await edit('guide.yaml', (text) => text.replace('title:', 'titel:'));
    await expect(reopen()).rejects.toThrow(GuideFaultsError);
    expect((await pipeline.context.get(GuideStore).list())[0]?.title).toBe('Living with asthma (made up)');
  });
});
