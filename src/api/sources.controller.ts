import { Controller, Param } from '@nestjs/common';
import { Answers, Decoded } from '../http/answers.decorator.js';
import type { Values } from '../http/parameters.js';
import { ChangesService } from './changes.service.js';
import { Envelopes } from './envelopes.service.js';
import * as operations from './sources.operations.js';
import { SourcesService } from './sources.service.js';

/** Where the data comes from, and what changed. */
@Controller()
export class SourcesController {
  constructor(
    private readonly sources: SourcesService,
    private readonly changes: ChangesService,
    private readonly envelopes: Envelopes,
  ) {}

  @Answers(operations.listSources)
  async list(@Decoded() query: Values<typeof operations.listSources.query>): Promise<unknown> {
    return this.envelopes.list(await this.sources.list(query));
  }

  @Answers(operations.listRuns)
  async listRuns(
    @Param('id') id: string,
    @Decoded() query: Values<typeof operations.listRuns.query>,
  ): Promise<unknown> {
    return this.envelopes.list(await this.sources.listRuns(id, query));
  }

  @Answers(operations.listChanges)
  async listChanges(@Decoded() query: Values<typeof operations.listChanges.query>): Promise<unknown> {
    return this.envelopes.list(await this.changes.list(query));
  }
}
