import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { GuideImport } from './guides/guide-import.service.js';
import { Linker } from './linking/linker.service.js';
import { DrugFactsReader } from './merge/drug-facts-reader.store.js';
import { DrugMerger } from './merge/drug-merger.service.js';
import { FactsReader } from './merge/facts-reader.store.js';
import { ReferenceFactsReader } from './merge/reference-facts-reader.store.js';
import { Merger } from './merge/merger.service.js';
import { ReferenceLoader } from './snapshot/reference-loader.service.js';
import { ReleaseMaker } from './snapshot/releases/release-maker.service.js';
import { ReleaseShelf } from './snapshot/releases/release-shelf.service.js';
import { SnapshotLoader } from './snapshot/snapshot-loader.service.js';
import { StoresModule, type Foundation } from './stores.module.js';
import { AnswerWriter } from './sync/answer-writer.service.js';
import { FollowingService } from './sync/following.service.js';
import { Leases } from './sync/leases.service.js';
import { PageWriter } from './sync/page-writer.service.js';
import { QuestionReview } from './sync/question-review.service.js';
import { Questions } from './sync/questions.service.js';
import { ReferenceRunner } from './sync/reference-runner.service.js';
import { RemovalService } from './sync/removal.service.js';
import { ReindexService } from './sync/reindex.service.js';
import { RemapService } from './sync/remap.service.js';
import { Startup } from './sync/startup.service.js';
import { SyncRunner } from './sync/sync-runner.service.js';
import { SyncScheduler } from './sync/sync-scheduler.service.js';
import { SyncService } from './sync/sync.service.js';
import { Weaver } from './sync/weaver.service.js';

const pipeline = [
  GuideImport,
  SnapshotLoader,
  ReferenceLoader,
  ReleaseShelf,
  ReleaseMaker,
  FollowingService,
  Leases,
  PageWriter,
  RemovalService,
  SyncRunner,
  Questions,
  QuestionReview,
  AnswerWriter,
  ReferenceRunner,
  SyncService,
  Linker,
  FactsReader,
  DrugFactsReader,
  ReferenceFactsReader,
  DrugMerger,
  Merger,
  Weaver,
  Startup,
  ReindexService,
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
