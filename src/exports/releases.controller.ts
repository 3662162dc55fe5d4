import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Envelopes } from '../api/envelopes.service.js';
import { Answers, Decoded } from '../http/answers.decorator.js';
import { sendFile } from '../http/send-file.js';
import * as operations from './releases.operations.js';
import { Releases } from './releases.service.js';

/** Releases of every study. */
@Controller()
export class ReleasesController {
  constructor(
    private readonly releases: Releases,
    private readonly envelopes: Envelopes,
  ) {}

  @Answers(operations.listReleases)
  async list(@Decoded() query: { limit: number; cursor: string | null }): Promise<unknown> {
    return this.envelopes.list(await this.releases.list(query));
  }

  @Answers(operations.getReleaseFile)
  async file(
    @Param('releaseId') releaseId: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(request, reply, await this.releases.file(releaseId, file));
  }
}
