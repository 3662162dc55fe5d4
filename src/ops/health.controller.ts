import { Controller } from '@nestjs/common';
import { Answers } from '../http/answers.decorator.js';
import * as operations from './health.operations.js';
import { HealthService } from './health.service.js';

/** For load balancers and supervisors. */
@Controller()
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Answers(operations.live)
  live(): unknown {
    return { status: 'live' };
  }

  @Answers(operations.ready)
  ready(): Promise<unknown> {
    return this.health.readiness();
  }
}
