import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Envelopes } from '../api/envelopes.service.js';
import { Answers, Decoded } from '../http/answers.decorator.js';
import { assetOf } from '../http/assets.js';
import { FRAME_PATH } from '../http/content-policy.js';
import { CACHE_REVALIDATE } from '../http/etag.plugin.js';
import { keepPersonal } from '../http/keep-personal.js';
import { oembedAddress, oembedLink } from '../markup/oembed-address.js';
import { ENGLISH } from '../words/languages.js';
import { BuilderPages } from './builder-pages.service.js';
import { EmbedListings } from './embed-listings.service.js';
import * as operations from './embed.operations.js';
import { addressQuery, type EmbedQuery } from './embed.parameters.js';
import { Settings } from '../markup/settings.service.js';
import { framePage } from './frame-page.js';
import * as pages from './frame.operations.js';
import { OembedAnswers, type OembedQuery } from './oembed.service.js';

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

/** What other sites show of this service. */
@Controller()
export class EmbedController {
  constructor(
    private readonly listings: EmbedListings,
    private readonly settings: Settings,
    private readonly oembeds: OembedAnswers,
    private readonly builder: BuilderPages,
    private readonly envelopes: Envelopes,
  ) {}

  @Answers(operations.getListing)
  async listing(
    @Decoded() query: EmbedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    keepPersonal(reply, query);
    return this.envelopes.resource(await this.listings.of(this.settings.of(request, query.lang), query));
  }

  @Answers(pages.showListing)
  @Header('content-type', HTML)
  async frame(
    @Decoded() query: EmbedQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const at = this.settings.of(request, query.lang);
    const page = framePage(at, query, await this.listings.of(at, query));
    keepPersonal(reply, query);
    void reply.header('link', oembedLink(oembedAddress(at, FRAME_PATH, addressQuery(query))));
    return page;
  }

  @Answers(operations.getOembed)
  async oembed(@Decoded() query: OembedQuery, @Req() request: FastifyRequest): Promise<unknown> {
    return this.oembeds.of(this.settings.of(request, ENGLISH), this.settings.bases(request), query);
  }

  @Answers(pages.showBuilder)
  @Header('content-type', HTML)
  async build(@Decoded() query: EmbedQuery, @Req() request: FastifyRequest): Promise<string> {
    return this.builder.of(this.settings.of(request, query.lang), query);
  }

  @Get('embed/v1/trialweave.js')
  @Header('content-type', SCRIPT)
  @Header('cache-control', CACHE_REVALIDATE)
  element(): Buffer {
    return assetOf('trialweave.js').bytes;
  }

  @Get('embed/v1/host-frame.js')
  @Header('content-type', SCRIPT)
  @Header('cache-control', CACHE_REVALIDATE)
  hostFrame(): Buffer {
    return assetOf('host-frame.js').bytes;
  }
}
