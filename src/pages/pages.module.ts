import { Module } from '@nestjs/common';
import { ApiModule } from '../api/api.module.js';
import { LinkedData } from '../linked-data/linked-data.service.js';
import { GuidePages } from './guide-pages.service.js';
import { PagesController } from './pages.controller.js';
import { Settings } from '../markup/settings.service.js';
import { PageSourcesService } from './page-sources.service.js';
import { SitePages } from './site-pages.service.js';
import { TrialPictures } from './trial-pictures.service.js';
import { TrialPages } from './trial-pages.service.js';

/** The pages of the site, rendered on the server. */
@Module({
  imports: [ApiModule],
  controllers: [PagesController],
  providers: [GuidePages, LinkedData, TrialPictures, Settings, PageSourcesService, SitePages, TrialPages],
})
export class PagesModule {}
