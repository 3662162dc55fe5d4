import { Controller, Param } from '@nestjs/common';
import { Answers, Decoded } from '../http/answers.decorator.js';
import type { Values } from '../http/parameters.js';
import * as operations from './drugs.operations.js';
import { DrugsService } from './drugs.service.js';
import { Envelopes } from './envelopes.service.js';

/** Merged drugs. */
@Controller()
export class DrugsController {
  constructor(
    private readonly drugs: DrugsService,
    private readonly envelopes: Envelopes,
  ) {}

  @Answers(operations.listDrugs)
  async list(@Decoded() query: Values<typeof operations.listDrugs.query>): Promise<unknown> {
    return this.envelopes.list(await this.drugs.list(query));
  }

  @Answers(operations.getDrug)
  async get(
    @Param('drugId') drugId: string,
    @Decoded() query: Values<typeof operations.getDrug.query>,
  ): Promise<unknown> {
    return this.envelopes.resource(await this.drugs.get(drugId, query.provenance === 'full'));
  }
}
