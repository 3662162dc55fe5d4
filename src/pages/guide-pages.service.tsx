import { Injectable } from '@nestjs/common';
import { DISCLAIMER } from '../api/envelopes.service.js';
import { GuidesService } from '../api/guides.service.js';
import { TrialLists, type TrialList } from '../api/trial-lists.service.js';
import { entryTrialsQuery } from '../api/trials.parameters.js';
import { decodeQuery, type RawQuery } from '../http/decode-query.js';
import { LinkedData } from '../linked-data/linked-data.service.js';
import { documentOf } from '../markup/document.js';
import { oembedAddress } from '../markup/oembed-address.js';
import type { Setting } from '../markup/setting.js';
import { EntryPage, type EntryTrials } from './entry-page.js';
import { GuidePage } from './guide-page.js';
import { TrialPictures } from './trial-pictures.service.js';
import type { MadePage } from './made-page.js';
import { PageSourcesService } from './page-sources.service.js';

/** Studies of each kind that the page of an entry shows. */
const SHOWN = '10';
const ALL = { limit: 200, cursor: null };

/** Pages of guides and their entries. */
@Injectable()
export class GuidePages {
  constructor(
    private readonly guides: GuidesService,
    private readonly lists: TrialLists,
    private readonly ends: PageSourcesService,
    private readonly linked: LinkedData,
    private readonly pictures: TrialPictures,
  ) {}

  /** Throws a 404 problem. */
  async guide(at: Setting, guideId: string): Promise<MadePage> {
    const [guide, claims, sources, pictures] = await Promise.all([
      this.guides.get(guideId),
      this.guides.listClaims(guideId, [], ALL),
      this.ends.all(`guide:${guideId}`, `/v1/guides/${guideId}`),
      this.pictures.ofQuery(at, { guide: guideId }),
    ]);
    const path = `/guides/${guideId}`;
    const linkedData = this.linked.page(
      {
        url: at.address(path),
        name: guide.title,
        description: guide.about[0] ?? guide.title,
        language: at.language,
        about: { name: guide.condition, url: null },
        crumbs: [{ name: at.say.text('nav.home'), url: at.address('/') }],
      },
      DISCLAIMER,
    );
    const oembed = oembedAddress(at, path);
    const html = documentOf(
      <GuidePage at={at} guide={guide} claims={claims.items} sources={sources} oembed={oembed} linkedData={linkedData}>
        {pictures}
      </GuidePage>,
    );
    return { html, oembed };
  }

  /** Throws a 404 problem, or 503 before the first merge of the entry. */
  async entry(at: Setting, guideId: string, entryId: string): Promise<MadePage> {
    const entry = await this.guides.entry(guideId, entryId, false);
    const [guide, trials, sources, pictures] = await Promise.all([
      this.guides.get(guideId),
      this.trialsOf({ guideId, entryId }),
      this.ends.all(`entry:${guideId}/${entryId}`, `/v1/guides/${guideId}/entries/${entryId}`),
      entry.trials.inScope === 0 ? null : this.pictures.ofQuery(at, { entry: `${guideId}/${entryId}` }),
    ]);
    const path = `/guides/${guideId}/${entryId}`;
    const linkedData = this.linked.page(
      {
        url: at.address(path),
        name: entry.title,
        description: entry.guide.text[0] ?? entry.title,
        language: at.language,
        about: { name: entry.names.preferred, url: null },
        crumbs: [
          { name: at.say.text('nav.home'), url: at.address('/') },
          { name: guide.title, url: at.address(`/guides/${guideId}`) },
        ],
      },
      DISCLAIMER,
    );
    const oembed = oembedAddress(at, path);
    const html = documentOf(
      <EntryPage
        at={at}
        entry={entry}
        guide={guide}
        trials={trials}
        sources={sources}
        oembed={oembed}
        linkedData={linkedData}
      >
        {pictures}
      </EntryPage>,
    );
    return { html, oembed };
  }

  private async trialsOf(key: { guideId: string; entryId: string }): Promise<EntryTrials> {
    const list = async (query: RawQuery): Promise<TrialList> =>
      this.lists.ofEntry(key, decodeQuery(entryTrialsQuery, { limit: SHOWN, ...query }));
    const [open, perhaps] = await Promise.all([
      list({ statusGroup: 'open' }),
      // By the registry's word they take people; that word is too old or unconfirmed to be believed.
      list({ statusGroup: 'unknown', status: ['RECRUITING', 'AVAILABLE'] }),
    ]);
    return {
      open: open.items,
      openCount: open.page.totalCount,
      perhaps: perhaps.items,
      perhapsCount: perhaps.page.totalCount,
    };
  }
}
