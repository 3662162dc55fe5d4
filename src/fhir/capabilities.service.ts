import { Inject, Injectable } from '@nestjs/common';
import type { CapabilityStatement } from 'fhir/r4.js';
import { serviceVersion } from '../common/service-version.js';
import { CONFIG, type Config } from '../config/config.js';
import { capabilityStatement } from './capability-statement.js';
import { baseOf } from './fhir-address.js';
import type { FhirCall } from './fhir-call.js';

/** What the FHIR side of the service says of itself. */
@Injectable()
export class Capabilities {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  statement(call: FhirCall): CapabilityStatement {
    return capabilityStatement(baseOf(this.config.publicUrl, call), serviceVersion());
  }
}
