import { Module } from '@nestjs/common';
import { ApiModule } from '../api/api.module.js';
import { BuilderPages } from './builder-pages.service.js';
import { EmbedController } from './embed.controller.js';
import { EmbedListings } from './embed-listings.service.js';
import { Settings } from '../markup/settings.service.js';
import { OembedAnswers } from './oembed.service.js';

/** What other sites show of this service. */
@Module({
  imports: [ApiModule],
  controllers: [EmbedController],
  providers: [BuilderPages, EmbedListings, Settings, OembedAnswers],
})
export class EmbedModule {}
