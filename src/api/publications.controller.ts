import { Controller, Param } from '@nestjs/common';
import { Answers } from '../http/answers.decorator.js';
import { AskedAs, type Asked } from '../http/representation.js';
import { LinkedData } from '../linked-data/linked-data.service.js';
import { Envelopes } from './envelopes.service.js';
import * as operations from './publications.operations.js';
import { PublicationsService } from './publications.service.js';

/** Publications. */
@Controller()
export class PublicationsController {
  constructor(
    private readonly publications: PublicationsService,
    private readonly envelopes: Envelopes,
    private readonly linked: LinkedData,
  ) {}

  @Answers(operations.getPublication)
  async get(@Param('pmid') pmid: string, @AskedAs() asked: Asked): Promise<unknown> {
    return this.linked.publication(await this.envelopes.resource(await this.publications.get(pmid)), asked);
  }
}
