import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { GuideImport } from './guides/guide-import.service.js';
import { Linker } from './linking/linker.service.js';
import { FactsReader } from './merge/facts-reader.store.js';
import { Merger } from './merge/merger.service.js';
import { SnapshotLoader } from './snapshot/snapshot-loader.service.js';
import { StoresModule, type Foundation } from './stores.module.js';
import { FollowingService } from './sync/following.service.js';
import { PageWriter } from './sync/page-writer.service.js';
import { RemovalService } from './sync/removal.service.js';
import { RemapService } from './sync/remap.service.js';
import { Startup } from './sync/startup.service.js';
import { SyncRunner } from './sync/sync-runner.service.js';
import { SyncScheduler } from './sync/sync-scheduler.service.js';
import { SyncService } from './sync/sync.service.js';
import { Weaver } from './sync/weaver.service.js';

const pipeline = [
  GuideImport,
  SnapshotLoader,
  FollowingService,
  PageWriter,
  RemovalService,
  SyncRunner,
  SyncService,
  Linker,
  FactsReader,
  Merger,
  Weaver,
  Startup,
  RemapService,
];

/** The writing side: everything that changes data. The service runs it in a worker thread, the command line in its own process. */
@Module({})
export class WritingModule {
  /** With the scheduler, for the service. */
  static scheduled(foundation: Foundation): DynamicModule {
    const imports = [StoresModule.on(foundation), ScheduleModule.forRoot()];
    return { module: WritingModule, imports, providers: [...pipeline, SyncScheduler] };
  }

  /** Without the scheduler, for single commands. */
  static onDemand(foundation: Foundation): DynamicModule {
    return { module: WritingModule, imports: [StoresModule.on(foundation)], providers: pipeline };
  }
}
