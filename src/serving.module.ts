import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { EmbedModule } from './embed/embed.module.js';
import { ExportsModule } from './exports/exports.module.js';
import { FhirModule } from './fhir/fhir.module.js';
import { OpsModule } from './ops/ops.module.js';
import { PagesModule } from './pages/pages.module.js';
import { StoresModule, type Foundation } from './stores.module.js';

/** The serving side: HTTP on a database opened for reading only. */
@Module({})
export class ServingModule {
  static on(foundation: Foundation): DynamicModule {
    const delivery = [ApiModule, EmbedModule, ExportsModule, FhirModule, PagesModule, OpsModule];
    return { module: ServingModule, imports: [StoresModule.on(foundation), ...delivery] };
  }
}
