import { Injectable } from '@nestjs/common';
import { GuidesService } from '../api/guides.service.js';
import type { GuideItem } from '../api/schemas/guide.schema.js';
import { SourcesService } from '../api/sources.service.js';
import { TrialLists } from '../api/trial-lists.service.js';
import { trialChoice } from '../api/trials.parameters.js';
import { Clock } from '../common/clock.js';
import { decodeQuery } from '../http/decode-query.js';
import { LinkedData } from '../linked-data/linked-data.service.js';
import { documentOf } from '../markup/document.js';
import type { Setting } from '../markup/setting.js';
import { HomePage, type ChangedClaim } from './home-page.js';
import { PageSourcesService } from './page-sources.service.js';
import { sitemapOf, SITEMAP_LIMIT } from './sitemap.js';
import { StatusPage } from './status-page.js';

/** Statements that the start page shows as examples. */
const EXAMPLES = 3;
const ALL = { limit: 200, cursor: null };

/** Pages about the site as a whole. */
@Injectable()
export class SitePages {
  constructor(
    private readonly guides: GuidesService,
    private readonly sources: SourcesService,
    private readonly lists: TrialLists,
    private readonly ends: PageSourcesService,
    private readonly linked: LinkedData,
    private readonly clock: Clock,
  ) {}

  async home(at: Setting): Promise<string> {
    const [{ items }, sources] = await Promise.all([this.guides.list(ALL), this.ends.all('site', '/v1/guides')]);
    const changed = await Promise.all(items.map((guide) => this.changedIn(guide)));
    const linkedData = this.linked.site(at.base, at.say.text('site.name'), at.say.text('site.tagline'), at.language);
    return documentOf(
      <HomePage
        at={at}
        guides={items}
        changed={changed.flat().slice(0, EXAMPLES)}
        sources={sources}
        linkedData={linkedData}
      />,
    );
  }

  private async changedIn({ guideId, language }: GuideItem): Promise<ChangedClaim[]> {
    const { items } = await this.guides.listClaims(guideId, ['contradicted', 'outdated'], ALL);
    return items.map((claim) => ({ claim, language }));
  }

  async status(at: Setting): Promise<string> {
    const [{ items }, sources] = await Promise.all([this.sources.list(ALL), this.ends.all('sources', '/v1/sources')]);
    return documentOf(<StatusPage at={at} reports={items} sources={sources} now={this.clock.timestamp()} />);
  }

  /** Every page that search engines should know, of the studies those that concern a guide. */
  async sitemap(base: string): Promise<string> {
    const { items } = await this.guides.list(ALL);
    const guides = await Promise.all(items.map(({ guideId }) => this.guides.get(guideId)));
    const paths = ['/', '/trials', '/status', '/embed'];
    for (const { guideId, entries } of guides) {
      paths.push(`/guides/${guideId}`, ...entries.map(({ entryId }) => `/guides/${guideId}/${entryId}`));
    }
    const { batches } = await this.lists.whole(decodeQuery(trialChoice, { sort: 'nctId' }));
    for await (const batch of batches) {
      paths.push(...batch.map(({ nctId }) => `/trials/${nctId}`));
      if (paths.length >= SITEMAP_LIMIT) break;
    }
    return sitemapOf(base, paths.slice(0, SITEMAP_LIMIT));
  }
}
