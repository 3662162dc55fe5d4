import { Controller, Param } from '@nestjs/common';
import { Answers, Decoded } from '../http/answers.decorator.js';
import type { Values } from '../http/parameters.js';
import { Envelopes } from './envelopes.service.js';
import * as operations from './guides.operations.js';
import { GuidesService } from './guides.service.js';
import type { EntryTrialsQuery } from './trials.parameters.js';
import { TrialLists } from './trial-lists.service.js';

/** Guides with their entries and claims. */
@Controller()
export class GuidesController {
  constructor(
    private readonly guides: GuidesService,
    private readonly trials: TrialLists,
    private readonly envelopes: Envelopes,
  ) {}

  @Answers(operations.listGuides)
  async list(@Decoded() query: Values<typeof operations.listGuides.query>): Promise<unknown> {
    return this.envelopes.list(await this.guides.list(query));
  }

  @Answers(operations.getGuide)
  async get(@Param('guideId') guideId: string): Promise<unknown> {
    return this.envelopes.resource(await this.guides.get(guideId));
  }

  @Answers(operations.listEntries)
  async listEntries(
    @Param('guideId') guideId: string,
    @Decoded() query: Values<typeof operations.listEntries.query>,
  ): Promise<unknown> {
    return this.envelopes.list(await this.guides.listEntries(guideId, query.kind, query));
  }

  @Answers(operations.getEntry)
  async entry(
    @Param('guideId') guideId: string,
    @Param('entryId') entryId: string,
    @Decoded() query: Values<typeof operations.getEntry.query>,
  ): Promise<unknown> {
    return this.envelopes.resource(await this.guides.entry(guideId, entryId, query.provenance === 'full'));
  }

  @Answers(operations.listEntryTrials)
  async entryTrials(
    @Param('guideId') guideId: string,
    @Param('entryId') entryId: string,
    @Decoded() query: EntryTrialsQuery,
  ): Promise<unknown> {
    await this.guides.requireEntry(guideId, entryId);
    return this.envelopes.list(await this.trials.ofEntry({ guideId, entryId }, query));
  }

  @Answers(operations.listClaims)
  async listClaims(
    @Param('guideId') guideId: string,
    @Decoded() query: Values<typeof operations.listClaims.query>,
  ): Promise<unknown> {
    return this.envelopes.list(await this.guides.listClaims(guideId, query.verdict, query));
  }
}
