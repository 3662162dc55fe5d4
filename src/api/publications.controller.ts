import { Controller, Param } from '@nestjs/common';
import { Answers } from '../http/answers.decorator.js';
import { Envelopes } from './envelopes.service.js';
import * as operations from './publications.operations.js';
import { PublicationsService } from './publications.service.js';

/** Publications. */
@Controller()
export class PublicationsController {
  constructor(
    private readonly publications: PublicationsService,
    private readonly envelopes: Envelopes,
  ) {}

  @Answers(operations.getPublication)
  async get(@Param('pmid') pmid: string): Promise<unknown> {
    return this.envelopes.resource(await this.publications.get(pmid));
  }
}
