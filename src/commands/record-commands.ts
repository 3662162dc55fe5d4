import { gunzipSync } from 'node:zlib';
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../database/database.js';
import { GuideStore } from '../guides/guide.store.js';
import type { SnapshotLine } from '../snapshot/read-snapshot.js';
import { SnapshotLoader } from '../snapshot/snapshot-loader.service.js';
import { writeSnapshot } from '../snapshot/write-snapshot.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import { StudyReader } from '../studies/study-reader.store.js';
import { RemapService } from '../sync/remap.service.js';
import { Weaver } from '../sync/weaver.service.js';
import { EXIT } from './exit-code.js';

/** Studies read at once while exporting. */
const BATCH = 100;

/** `snapshot export`: every stored record as last received, to a folder or a `.gz` file, with its manifest. */
export async function snapshotExport(context: INestApplicationContext, path: string): Promise<number> {
  const [source] = context.get<StudySource[]>(STUDY_SOURCES);
  const manifest = await writeSnapshot(path, storedLines(context.get(Database), context.get(StudyReader)), {
    madeBy: 'trialweave snapshot export',
    terms: source === undefined ? [] : [source.about.licence],
    notes: ['Records as last received; origin says whether one was assembled from captures.'],
    origins: [],
  });
  process.stdout.write(
    `${String(manifest.records)} records, ${String(manifest.bytes)} bytes, sha256 ${manifest.sha256}\n`,
  );
  return EXIT.clean;
}

/** `snapshot import`: loads such a folder or file; live records are never overwritten. */
export async function snapshotImport(context: INestApplicationContext, path: string): Promise<number> {
  const [source] = context.get<StudySource[]>(STUDY_SOURCES);
  if (source === undefined) return EXIT.failed;
  const counts = await context.get(SnapshotLoader).load(source, path);
  await context.get(Weaver).drain();
  const { received, created, updated, unchanged, rejected } = counts;
  const figures = { records: received, new: created, changed: updated, unchanged, rejected };
  process.stdout.write(
    `${Object.entries(figures)
      .map(([name, n]) => `${String(n)} ${name}`)
      .join(', ')}\n`,
  );
  return rejected > 0 ? EXIT.rejections : EXIT.clean;
}

/** `remap`: reads every stored raw record again with today's mapper, then links and merges what moved. */
export async function remap(context: INestApplicationContext): Promise<number> {
  const { read, changed, unreadable } = await context.get(RemapService).run();
  await context.get(Weaver).drain();
  process.stdout.write(
    `${String(read)} records read again, ${String(changed)} changed, ${String(unreadable)} unreadable\n`,
  );
  return unreadable > 0 ? EXIT.rejections : EXIT.clean;
}

/** `relink`: links every stored study again and merges what moved. */
export async function relink(context: INestApplicationContext): Promise<number> {
  const guides = context.get(GuideStore);
  await context.get(Database).write((tx) => guides.forgetLinks(tx));
  const { linked, merged } = await context.get(Weaver).drain();
  process.stdout.write(`${String(linked)} studies linked again, ${String(merged)} entries merged\n`);
  return EXIT.clean;
}

async function* storedLines(database: Database, reader: StudyReader): AsyncGenerator<SnapshotLine> {
  for (let after = 0; ;) {
    const batch = await reader.rawAfter(database.read, after, BATCH);
    for (const { raw, origin, dataDate } of batch) {
      const beside = { captures: [], restatedFields: [], partialFields: [], completedFields: [] };
      const study = JSON.parse(gunzipSync(raw).toString('utf8')) as Record<string, unknown>;
      yield { origin: origin === 'assembled' ? 'assembled' : 'bundled', dataDate, ...beside, raw: study };
    }
    const last = batch.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
