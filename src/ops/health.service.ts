import { Inject, Injectable } from '@nestjs/common';
import { LOG, type Logger } from '../common/logger.js';
import { EntryStore } from '../entries/entry.store.js';
import { ProblemError } from '../http/problem.js';
import { SourceStatusService } from '../source-status/source-status.service.js';
import type { SourceStatus } from '../model/source-status.js';

/** That answers can be given, and what is not as fresh as it should be. */
export type Readiness = {
  status: 'ready';
  fresh: boolean;
  sources: { id: string; status: SourceStatus; sourceUpdatedAt: string | null }[];
  failedEntries: { guideId: string; entryId: string }[];
};

/** Whether the database answers, and how fresh its content is. */
@Injectable()
export class HealthService {
  constructor(
    private readonly status: SourceStatusService,
    private readonly entries: EntryStore,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Throws a 503 problem when the database does not answer. */
  async readiness(): Promise<Readiness> {
    try {
      return await this.read();
    } catch (error) {
      this.log.error({ event: 'not-ready', err: error });
      throw new ProblemError('unavailable', 'The database does not answer.', { headers: { 'retry-after': '5' } });
    }
  }

  private async read(): Promise<Readiness> {
    const [meta, failures] = await Promise.all([this.status.meta(), this.entries.failures()]);
    return {
      status: 'ready',
      fresh: meta.sources.every((source) => source.status === 'fresh'),
      sources: meta.sources.map(({ id, status, sourceUpdatedAt }) => ({ id, status, sourceUpdatedAt })),
      failedEntries: failures.map(({ guideId, entryId }) => ({ guideId, entryId })),
    };
  }
}
