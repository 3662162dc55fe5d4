import { Module } from '@nestjs/common';
import { TrustToday } from '../api/trust-today.service.js';
import { Capabilities } from './capabilities.service.js';
import { FhirController } from './fhir.controller.js';
import { Provenances } from './provenances.service.js';
import { ResearchStudies } from './research-studies.service.js';

/** FHIR R4, read only. Stores, clock, configuration and sources come from the (global) stores module. */
@Module({ controllers: [FhirController], providers: [Capabilities, Provenances, ResearchStudies, TrustToday] })
export class FhirModule {}
