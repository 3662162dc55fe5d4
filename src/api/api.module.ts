import { Module } from '@nestjs/common';
import { LinkedData } from '../linked-data/linked-data.service.js';
import { PartFreshness } from '../references/part-freshness.service.js';
import { ChangesService } from './changes.service.js';
import { DrugsController } from './drugs.controller.js';
import { DrugsService } from './drugs.service.js';
import { Envelopes } from './envelopes.service.js';
import { GuidesController } from './guides.controller.js';
import { GuidesService } from './guides.service.js';
import { PublicationsController } from './publications.controller.js';
import { PublicationsService } from './publications.service.js';
import { ServiceController } from './service.controller.js';
import { SourcesController } from './sources.controller.js';
import { SourcesService } from './sources.service.js';
import { TrialLists } from './trial-lists.service.js';
import { TrialSearch } from './trial-search.service.js';
import { TrialRecords } from './trial-records.service.js';
import { TrialsController } from './trials.controller.js';
import { TrustToday } from './trust-today.service.js';

/** The JSON API. Stores, clock, configuration and sources come from the (global) stores module. */
@Module({
  controllers: [
    GuidesController,
    TrialsController,
    DrugsController,
    PublicationsController,
    SourcesController,
    ServiceController,
  ],
  providers: [
    ChangesService,
    DrugsService,
    Envelopes,
    GuidesService,
    LinkedData,
    PartFreshness,
    PublicationsService,
    SourcesService,
    TrialLists,
    TrialRecords,
    TrialSearch,
    TrustToday,
  ],
  exports: [Envelopes, TrialLists, TrialSearch],
})
export class ApiModule {}
