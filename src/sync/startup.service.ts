import { Inject, Injectable } from '@nestjs/common';
import { LOG, type Logger } from '../common/logger.js';
import { GuideImport } from '../guides/guide-import.service.js';
import { ReferenceLoader } from '../snapshot/reference-loader.service.js';
import { SnapshotLoader } from '../snapshot/snapshot-loader.service.js';
import { ReindexService } from './reindex.service.js';
import { QuestionReview } from './question-review.service.js';
import { Weaver } from './weaver.service.js';

/** Brings a database to where it can be served from: guides, shipped records, full-text index, links, merged entries. */
@Injectable()
export class Startup {
  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly guides: GuideImport,
    private readonly snapshot: SnapshotLoader,
    private readonly references: ReferenceLoader,
    private readonly reindex: ReindexService,
    private readonly questions: QuestionReview,
    private readonly weaver: Weaver,
  ) {}

  /** Throws GuideFaultsError or SnapshotError when the shipped content is damaged. */
  async run(): Promise<void> {
    const guides = await this.guides.run();
    if (guides.length > 0) this.log.info({ event: 'guides-imported', guides });
    const counts = await this.snapshot.loadBundled();
    if (counts !== null) this.log.info({ event: 'snapshot-loaded', counts });
    const answers = await this.references.loadBundled();
    if (answers > 0) this.log.info({ event: 'references-loaded', answers });
    const indexed = await this.reindex.run();
    if (indexed > 0) this.log.info({ event: 'reindexed', studies: indexed });
    const woven = await this.weaver.drain();
    if (woven.linked + woven.drugs + woven.merged > 0) this.log.info({ event: 'woven', ...woven });
    const questions = await this.questions.run();
    if (questions > 0) this.log.info({ event: 'new-questions', questions });
  }
}
