import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ChangeStore } from './changes/change.store.js';
import { ClaimStore } from './claims/claim.store.js';
import { Clock } from './common/clock.js';
import { createLogger, LOG, type Logger } from './common/logger.js';
import { CONFIG, type Config } from './config/config.js';
import { Database } from './database/database.js';
import { EntryStore } from './entries/entry.store.js';
import { GuideStore } from './guides/guide.store.js';
import { LinkStore } from './links/link.store.js';
import { RejectionStore } from './source-status/rejection.store.js';
import { SourceStateStore } from './source-status/source-state.store.js';
import { SourceStatusService } from './source-status/source-status.service.js';
import { SyncRunStore } from './source-status/sync-run.store.js';
import { STUDY_SOURCES, type StudySource } from './sources/sources.types.js';
import { studySources } from './sources/study-sources.js';
import { StudyQuery } from './studies/study-query.store.js';
import { StudyReader } from './studies/study-reader.store.js';
import { StudyStore } from './studies/study.store.js';

const stores = [
  ChangeStore,
  ClaimStore,
  EntryStore,
  GuideStore,
  LinkStore,
  RejectionStore,
  SourceStateStore,
  SourceStatusService,
  StudyQuery,
  StudyReader,
  StudyStore,
  SyncRunStore,
];

/** What a context is built on: the configuration, an opened database, and (in tests) another clock, log or sources. */
export type Foundation = {
  config: Config;
  database: Database;
  log?: Logger;
  clock?: Clock;
  sources?: readonly StudySource[];
};

/** Configuration, database, log, sources and every store: what both the serving and the writing side stand on. */
@Global()
@Module({})
export class StoresModule implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  static on({ config, database, log, clock, sources }: Foundation): DynamicModule {
    const shared = [
      { provide: CONFIG, useValue: config },
      { provide: LOG, useValue: log ?? createLogger(config.logLevel) },
      { provide: Database, useValue: database },
      { provide: Clock, useValue: clock ?? new Clock() },
      { provide: STUDY_SOURCES, useValue: sources ?? studySources(config) },
      ...stores,
    ];
    return { module: StoresModule, providers: shared, exports: shared };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
