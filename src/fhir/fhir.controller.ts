import { Controller, Param } from '@nestjs/common';
import { Decoded } from '../http/answers.decorator.js';
import { AnswersFhir, Call, type FhirCall } from './fhir-call.js';
import * as operations from './fhir.operations.js';
import type { ProvenanceQuery, ResearchStudyQuery } from './fhir.parameters.js';
import { Capabilities } from './capabilities.service.js';
import { Provenances } from './provenances.service.js';
import { ResearchStudies } from './research-studies.service.js';

/** Studies in the words of FHIR R4. */
@Controller()
export class FhirController {
  constructor(
    private readonly capabilities: Capabilities,
    private readonly studies: ResearchStudies,
    private readonly provenances: Provenances,
  ) {}

  @AnswersFhir(operations.getCapabilities)
  metadata(@Call() call: FhirCall): unknown {
    return this.capabilities.statement(call);
  }

  @AnswersFhir(operations.searchResearchStudies)
  searchStudies(@Decoded() query: ResearchStudyQuery, @Call() call: FhirCall): Promise<unknown> {
    return this.studies.search(query, call);
  }

  @AnswersFhir(operations.readResearchStudy)
  readStudy(@Param('id') id: string): Promise<unknown> {
    return this.studies.read(id);
  }

  @AnswersFhir(operations.searchProvenances)
  searchProvenances(@Decoded() query: ProvenanceQuery, @Call() call: FhirCall): Promise<unknown> {
    return this.provenances.search(query, call);
  }

  @AnswersFhir(operations.readProvenance)
  readProvenance(@Param('id') id: string): Promise<unknown> {
    return this.provenances.read(id);
  }
}
