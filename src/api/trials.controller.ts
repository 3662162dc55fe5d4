import { Controller, Header, Param } from '@nestjs/common';
import { Answers, Decoded } from '../http/answers.decorator.js';
import { AskedAs, type Asked } from '../http/representation.js';
import { LinkedData } from '../linked-data/linked-data.service.js';
import { Envelopes } from './envelopes.service.js';
import { TrialLists } from './trial-lists.service.js';
import { TrialRecords } from './trial-records.service.js';
import * as operations from './trials.operations.js';
import type { TrialsQuery } from './trials.parameters.js';

/** Studies. */
@Controller()
export class TrialsController {
  constructor(
    private readonly lists: TrialLists,
    private readonly records: TrialRecords,
    private readonly envelopes: Envelopes,
    private readonly linked: LinkedData,
  ) {}

  @Answers(operations.listTrials)
  async list(@Decoded() query: TrialsQuery): Promise<unknown> {
    return this.envelopes.list(await this.lists.search(query));
  }

  @Answers(operations.getTrial)
  async get(@Param('nctId') nctId: string, @AskedAs() asked: Asked): Promise<unknown> {
    return this.linked.study(await this.envelopes.resource(await this.records.get(nctId)), asked);
  }

  @Answers(operations.getRawTrial)
  @Header('content-type', 'application/json; charset=utf-8')
  async raw(@Param('nctId') nctId: string): Promise<Buffer> {
    return this.records.raw(nctId);
  }
}
