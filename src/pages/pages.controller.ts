import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, Decoded } from '../http/answers.decorator.js';
import type { RawQuery } from '../http/decode-query.js';
import { keepPersonal } from '../http/keep-personal.js';
import type { Values } from '../http/parameters.js';
import { ENGLISH } from '../words/languages.js';
import { GuidePages } from './guide-pages.service.js';
import { withOembed } from './made-page.js';
import * as operations from './pages.operations.js';
import { Settings } from '../markup/settings.service.js';
import { SitePages } from './site-pages.service.js';
import { robotsOf } from './sitemap.js';
import { TrialPages } from './trial-pages.service.js';

type Lang = Values<typeof operations.lang>;

/** The pages of the site. */
@Controller()
export class PagesController {
  constructor(
    private readonly site: SitePages,
    private readonly guides: GuidePages,
    private readonly trials: TrialPages,
    private readonly settings: Settings,
  ) {}

  @Answers(operations.showHome)
  async home(@Req() request: FastifyRequest, @Decoded() { lang }: Lang): Promise<string> {
    return this.site.home(this.settings.of(request, lang));
  }

  @Answers(operations.showGuide)
  async guide(
    @Req() request: FastifyRequest,
    @Decoded() { lang }: Lang,
    @Param('guideId') guideId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return withOembed(reply, await this.guides.guide(this.settings.of(request, lang), guideId));
  }

  @Answers(operations.showEntry)
  async entry(
    @Req() request: FastifyRequest,
    @Decoded() { lang }: Lang,
    @Param('guideId') guideId: string,
    @Param('entryId') entryId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return withOembed(reply, await this.guides.entry(this.settings.of(request, lang), guideId, entryId));
  }

  @Answers(operations.showTrials)
  async search(
    @Req() request: FastifyRequest,
    @Decoded() { lang, ...query }: Values<typeof operations.showTrials.query>,
    @Query() raw: RawQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const at = this.settings.of(request, lang);
    keepPersonal(reply, query);
    return withOembed(reply, await this.trials.search(at, { ...query, facets: [] }, raw));
  }

  @Answers(operations.showTrial)
  async trial(
    @Req() request: FastifyRequest,
    @Decoded() { lang }: Lang,
    @Param('nctId') nctId: string,
  ): Promise<string> {
    return this.trials.trial(this.settings.of(request, lang), nctId);
  }

  @Answers(operations.showStatus)
  async status(@Req() request: FastifyRequest, @Decoded() { lang }: Lang): Promise<string> {
    return this.site.status(this.settings.of(request, lang));
  }

  @Answers(operations.getSitemap)
  async sitemap(@Req() request: FastifyRequest): Promise<string> {
    return this.site.sitemap(this.settings.of(request, ENGLISH).base);
  }

  @Answers(operations.getRobots)
  robots(@Req() request: FastifyRequest): string {
    return robotsOf(this.settings.of(request, ENGLISH).base);
  }
}
