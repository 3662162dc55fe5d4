import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLES } from '../../src/http/examples.js';
import { parseNctId, type NctId } from '../../src/model/identifiers.js';
import { ReleaseMaker } from '../../src/snapshot/releases/release-maker.service.js';
import { StudyStore } from '../../src/studies/study.store.js';
import type { TestDatabase } from './databases.js';
import { SHIPPED_GUIDES } from './pipeline.js';
import { ReferencesPipeline } from './references-pipeline.js';

/** Made-up number that is filed as a former number of the study the examples name. */
export const FORMER = parseNctId('NCT99999901') as NctId;

/** The service on the bundled records, with a record in every state that an address can answer; `gone` is the removed study. */
export async function serveEveryState(
  create: () => Promise<TestDatabase>,
): Promise<{ service: ReferencesPipeline; gone: NctId; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trialweave-'));
  const service = await ReferencesPipeline.open({ create, guides: SHIPPED_GUIDES, snapshot: 'bundled', dataDir });
  const { nctId, pmid } = EXAMPLES;
  service.fakes.pubmed.put({ pmid, title: 'Made-up publication', nctIds: [nctId] });
  await service.sync('pubmed');
  const [last] = await service.rows<{ nct_id: NctId }>('nct_id', 'study ORDER BY id DESC LIMIT 1');
  if (last === undefined) throw new Error('no study is stored');
  await service.pipeline.database.write(async (tx) => {
    await new StudyStore().saveAlias(tx, FORMER, parseNctId(nctId) as NctId);
    await new StudyStore().markGone(tx, [last.nct_id], '2026-11-23T10:00:00.000Z');
  });
  await service.pipeline.context.get(ReleaseMaker).make(true, { madeBy: 'a test', disclaimer: 'Made-up disclaimer' });
  const stop = async (): Promise<void> => {
    await service.close();
    await rm(dataDir, { recursive: true });
  };
  return { service, gone: last.nct_id, stop };
}
