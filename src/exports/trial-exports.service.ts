import { Inject, Injectable } from '@nestjs/common';
import type { TrialItem } from '../api/schemas/study.schema.js';
import { TrialLists } from '../api/trial-lists.service.js';
import type { TrialChoice } from '../api/trials.parameters.js';
import type { StreamAnswer } from '../http/stream-answer.js';
import { SourceStatusService } from '../source-status/source-status.service.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import { csvHead, csvRecords } from './csv.js';
import type { ExportedTrial } from './exported-trial.schema.js';

/** Stands on every line; short, because there are many. */
const DISCLAIMER =
  'No medical advice; can be out of date or wrong. Talk to your care team, and check with the study itself.';

/** How an export is written: what stands before the studies, and how some of them are told. */
type Format = { type: string; file: string; head: string; write: (trials: readonly ExportedTrial[]) => string };

const CSV: Format = {
  type: 'text/csv; charset=utf-8; header=present',
  file: 'trials.csv',
  head: csvHead(),
  write: csvRecords,
};
const NDJSON: Format = {
  type: 'application/x-ndjson; charset=utf-8',
  file: 'trials.ndjson',
  head: '',
  write: (trials) => trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''),
};

/** Whole results of searches, streamed. */
@Injectable()
export class TrialExports {
  constructor(
    private readonly lists: TrialLists,
    private readonly status: SourceStatusService,
    @Inject(STUDY_SOURCES) private readonly sources: readonly [StudySource],
  ) {}

  /** As CSV. Throws a 400 problem for an unknown entry. */
  csv(query: TrialChoice): Promise<StreamAnswer> {
    return this.answer(query, CSV);
  }

  /** As JSON lines. Throws a 400 problem for an unknown entry. */
  ndjson(query: TrialChoice): Promise<StreamAnswer> {
    return this.answer(query, NDJSON);
  }

  private async answer(query: TrialChoice, format: Format): Promise<StreamAnswer> {
    const { dataVersion } = await this.status.meta();
    const { totalCount, batches } = await this.lists.whole(query);
    const sent = { rows: 0 };
    return {
      headers: {
        'Content-Type': format.type,
        'Content-Disposition': `attachment; filename="${format.file}"`,
        'X-Data-Version': dataVersion,
        'X-Disclaimer': DISCLAIMER,
        ...(totalCount === null ? {} : { 'X-Total-Count': String(totalCount) }),
      },
      chunks: this.chunks(batches, format, sent),
      trailers: { 'X-Row-Count': () => String(sent.rows) },
    };
  }

  private async *chunks(
    batches: AsyncIterable<TrialItem[]>,
    { head, write }: Format,
    sent: { rows: number },
  ): AsyncGenerator<string> {
    const [source] = this.sources;
    const beside = { attribution: source.about.attribution, disclaimer: DISCLAIMER };
    if (head !== '') yield head;
    for await (const items of batches) {
      yield write(items.map((item) => ({ ...item, ...beside })));
      sent.rows += items.length;
    }
  }
}
