import { gunzipSync } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { ChangeStore } from '../changes/change.store.js';
import { Database } from '../database/database.js';
import type { SourceRecord } from '../sources/source.js';
import type { Study } from '../model/study.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import { StudyReader, type RawStudy } from '../studies/study-reader.store.js';
import { StudyStore } from '../studies/study.store.js';

/** Studies in one write. */
const BATCH = 100;

/** Reads every stored raw record again with today's mapper: a mapper's fault is mended without asking the source. */
@Injectable()
export class RemapService {
  constructor(
    @Inject(STUDY_SOURCES) private readonly sources: readonly StudySource[],
    private readonly database: Database,
    private readonly reader: StudyReader,
    private readonly studies: StudyStore,
    private readonly changes: ChangeStore,
  ) {}

  /** Returns how many studies were read and how many read differently; those that no longer read keep what they have. */
  async run(): Promise<{ read: number; changed: number; unreadable: number }> {
    const total = { read: 0, changed: 0, unreadable: 0 };
    for (let after = 0; ;) {
      const batch = await this.database.write((tx) => this.reader.rawAfter(tx, after, BATCH));
      const last = batch.at(-1);
      if (last === undefined) return total;
      const records = batch.flatMap((row) => this.readAgain(row));
      const changes = await this.database.write(async (tx) => {
        const found = await this.studies.remap(tx, records);
        await this.changes.append(tx, found);
        return found.length;
      });
      total.read += batch.length;
      total.changed += changes;
      total.unreadable += batch.length - records.length;
      after = last.id;
    }
  }

  private readAgain({ raw, retrievedAt, origin, dataDate }: RawStudy): SourceRecord<Study>[] {
    const source = this.sources[0];
    const result = source?.read(JSON.parse(gunzipSync(raw).toString('utf8')), { retrievedAt, origin, dataDate });
    return result !== undefined && 'record' in result ? [result.record] : [];
  }
}
