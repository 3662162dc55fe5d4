import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { StudyStore } from '../studies/study.store.js';

/** Studies in one write. */
const BATCH = 100;

/** Brings the full-text index in step with how this version reads: after an upgrade every stored study is indexed again. */
@Injectable()
export class ReindexService {
  constructor(
    private readonly database: Database,
    private readonly studies: StudyStore,
  ) {}

  /** Returns how many studies were indexed. */
  async run(): Promise<number> {
    let total = 0;
    for (let done = BATCH; done === BATCH; total += done) {
      done = await this.database.write((tx) => this.studies.reindex(tx, BATCH));
    }
    return total;
  }
}
