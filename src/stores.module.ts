import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { ChangeStore } from './changes/change.store.js';
import { ClaimStore } from './claims/claim.store.js';
import { Clock } from './common/clock.js';
import { createLogger, LOG, type Logger } from './common/logger.js';
import { CONFIG, type Config } from './config/config.js';
import { Database } from './database/database.js';
import { EntryStore } from './entries/entry.store.js';
import { GuideStore } from './guides/guide.store.js';
import { GuideSynonyms } from './guides/guide-synonyms.service.js';
import { LinkStore } from './links/link.store.js';
import { RejectionStore } from './source-status/rejection.store.js';
import { SourceStateStore } from './source-status/source-state.store.js';
import { SourceStatusService } from './source-status/source-status.service.js';
import { SyncRunStore } from './source-status/sync-run.store.js';
import { DrugStore } from './drugs/drug.store.js';
import { ReferenceReader } from './references/reference-reader.store.js';
import { ReferenceStore } from './references/reference.store.js';
import { connectSources } from './sources/connected-sources.js';
import { REFERENCE_SOURCES, STUDY_SOURCES, type ReferenceSource, type StudySource } from './sources/sources.types.js';
import { StudyBreakdown } from './studies/study-breakdown.store.js';
import { StudyFacets } from './studies/study-facets.store.js';
import { StudyMatching } from './studies/study-matching.store.js';
import { StudyQuery } from './studies/study-query.store.js';
import { StudyReader } from './studies/study-reader.store.js';
import { StudySites } from './studies/study-sites.store.js';
import { StudyStore } from './studies/study.store.js';

const stores = [
  ChangeStore,
  ClaimStore,
  DrugStore,
  EntryStore,
  GuideStore,
  GuideSynonyms,
  LinkStore,
  ReferenceReader,
  ReferenceStore,
  RejectionStore,
  SourceStateStore,
  SourceStatusService,
  StudyBreakdown,
  StudyFacets,
  StudyMatching,
  StudyQuery,
  StudyReader,
  StudySites,
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
  references?: readonly ReferenceSource[];
};

/** Configuration, database, log, sources and every store: what both the serving and the writing side stand on. */
@Global()
@Module({})
export class StoresModule implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  static on({ config, database, log, clock, sources, references }: Foundation): DynamicModule {
    const connected = connectSources(config);
    const shared = [
      { provide: CONFIG, useValue: config },
      { provide: LOG, useValue: log ?? createLogger(config.logLevel) },
      { provide: Database, useValue: database },
      { provide: Clock, useValue: clock ?? new Clock() },
      { provide: STUDY_SOURCES, useValue: sources ?? connected.studies },
      { provide: REFERENCE_SOURCES, useValue: references ?? connected.references },
      ...stores,
    ];
    return { module: StoresModule, providers: shared, exports: shared };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
