import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TrialChoice } from '../api/trials.parameters.js';
import { Answers, Decoded } from '../http/answers.decorator.js';
import { sendStream } from '../http/stream-answer.js';
import * as operations from './exports.operations.js';
import { TrialExports } from './trial-exports.service.js';

/** Whole results of searches. */
@Controller()
export class ExportsController {
  constructor(private readonly exports: TrialExports) {}

  @Answers(operations.exportTrialsCsv)
  async csv(@Decoded() query: TrialChoice, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendStream(request, reply, await this.exports.csv(query));
  }

  @Answers(operations.exportTrialsNdjson)
  async ndjson(
    @Decoded() query: TrialChoice,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendStream(request, reply, await this.exports.ndjson(query));
  }
}
