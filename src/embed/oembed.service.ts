import { Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem.js';
import { Setting } from '../markup/setting.js';
import { EmbedListings } from './embed-listings.service.js';
import { FRAME_PATH } from '../http/content-policy.js';
import { addressQuery } from './embed.parameters.js';
import { frameMarkup } from './snippet-markup.js';
import type { Oembed } from './oembed.schema.js';
import { notEmbeddable, oembedTarget } from './oembed-target.js';

/** What a consumer asks. */
export type OembedQuery = { url: string; maxwidth: number | null; maxheight: number | null; format: 'json' | 'xml' };

/** Size of a frame where the consumer has no limits, in pixels. */
const WIDTH = 600;
const HEIGHT = 600;
/** Seconds for which consumers may keep an answer: it holds no data, only the address of the frame. */
const KEPT_FOR = 86_400;

/** Tells consumers of oEmbed how to show a page of ours. */
@Injectable()
export class OembedAnswers {
  constructor(private readonly listings: EmbedListings) {}

  /** The answer; `bases` are all addresses of the service. Throws a 404 problem for what cannot be shown, 501 for XML. */
  async of(at: Setting, bases: readonly string[], { url, maxwidth, maxheight, format }: OembedQuery): Promise<Oembed> {
    if (format === 'xml') throw new ProblemError('format-not-served', 'Only JSON is served: ask with format=json.');
    const query = oembedTarget(url, bases);
    const width = Math.min(maxwidth ?? WIDTH, WIDTH);
    const height = Math.min(maxheight ?? HEIGHT, HEIGHT);
    const setting = at.in(query.lang);
    const title = (await this.title(setting, query)).replace(/[\u2068\u2069]/g, '');
    return {
      type: 'rich',
      version: '1.0',
      title,
      provider_name: setting.say.text('site.name'),
      provider_url: at.base,
      cache_age: KEPT_FOR,
      html: frameMarkup({ src: setting.address(FRAME_PATH, addressQuery(query)), title, width, height }),
      width,
      height,
    };
  }

  private async title({ say }: Setting, query: { guide: string | null; entry: string | null }): Promise<string> {
    try {
      return await this.listings.title(say, query);
    } catch (error) {
      throw error instanceof ProblemError ? notEmbeddable(error.detail) : error;
    }
  }
}
