import { Controller, Param } from '@nestjs/common';
import { Answers } from '../http/answers.decorator.js';
import { isProblemCode, ProblemError, PROBLEMS } from '../http/problem.js';
import { serviceVersion } from '../common/service-version.js';
import { Envelopes } from './envelopes.service.js';
import { buildOpenApi } from './openapi-document.js';
import * as operations from './service.operations.js';

const LINKS = {
  guides: '/v1/guides',
  trials: '/v1/trials',
  drugs: '/v1/drugs',
  sources: '/v1/sources',
  changes: '/v1/changes',
  documentation: '/docs',
  openapi: '/openapi.json',
  health: '/health/ready',
};

/** The service about itself. */
@Controller()
export class ServiceController {
  private readonly document = buildOpenApi();

  constructor(private readonly envelopes: Envelopes) {}

  @Answers(operations.index)
  index(): Promise<unknown> {
    return this.envelopes.resource({ service: 'Trialweave', version: serviceVersion(), links: LINKS });
  }

  @Answers(operations.openapi)
  openapi(): unknown {
    return this.document;
  }

  @Answers(operations.getProblem)
  problem(@Param('code') code: string): unknown {
    return describeProblem(code);
  }
}

function describeProblem(code: string): unknown {
  if (isProblemCode(code)) return { code, ...PROBLEMS[code] };
  throw new ProblemError('problem-not-found', `There is no error "${code.slice(0, 40)}".`);
}
