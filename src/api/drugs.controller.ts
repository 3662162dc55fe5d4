import { Controller, Param } from '@nestjs/common';
import { Answers, Decoded } from '../http/answers.decorator.js';
import type { Values } from '../http/parameters.js';
import { AskedAs, type Asked } from '../http/representation.js';
import { LinkedData } from '../linked-data/linked-data.service.js';
import * as operations from './drugs.operations.js';
import { DrugsService } from './drugs.service.js';
import { Envelopes } from './envelopes.service.js';

/** Merged drugs. */
@Controller()
export class DrugsController {
  constructor(
    private readonly drugs: DrugsService,
    private readonly envelopes: Envelopes,
    private readonly linked: LinkedData,
  ) {}

  @Answers(operations.listDrugs)
  async list(@Decoded() query: Values<typeof operations.listDrugs.query>): Promise<unknown> {
    return this.envelopes.list(await this.drugs.list(query));
  }

  @Answers(operations.getDrug)
  async get(
    @Param('drugId') drugId: string,
    @Decoded() query: Values<typeof operations.getDrug.query>,
    @AskedAs() asked: Asked,
  ): Promise<unknown> {
    const drug = await this.drugs.get(drugId, query.provenance === 'full');
    return this.linked.drug(await this.envelopes.resource(drug), asked);
  }
}
