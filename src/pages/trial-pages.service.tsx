import { Injectable } from '@nestjs/common';
import { Envelopes } from '../api/envelopes.service.js';
import { GuidesService } from '../api/guides.service.js';
import { TrialLists } from '../api/trial-lists.service.js';
import { isEmbeddableSearch } from '../api/embeddable-search.parameters.js';
import { TrialRecords } from '../api/trial-records.service.js';
import { TrialSearch } from '../api/trial-search.service.js';
import type { Trial } from '../api/schemas/study.schema.js';
import type { TrialsQuery } from '../api/trials.parameters.js';
import type { RawQuery } from '../http/decode-query.js';
import { MovedError } from '../http/problem.js';
import { LINKED_JSON } from '../http/representation.js';
import { LinkedData } from '../linked-data/linked-data.service.js';
import { countryChoices } from '../markup/country-choices.js';
import { documentOf } from '../markup/document.js';
import { oembedAddress } from '../markup/oembed-address.js';
import type { Setting } from '../markup/setting.js';
import { StudyQuery } from '../studies/study-query.store.js';
import type { MadePage } from './made-page.js';
import { PageSourcesService } from './page-sources.service.js';
import { TrialPictures } from './trial-pictures.service.js';
import { TrialPage, type EntryNames } from './trial-page.js';
import { TrialsPage } from './trials-page.js';

const ALL = { limit: 200, cursor: null };

/** Pages of studies. */
@Injectable()
export class TrialPages {
  constructor(
    private readonly lists: TrialLists,
    private readonly requests: TrialSearch,
    private readonly studies: StudyQuery,
    private readonly records: TrialRecords,
    private readonly guides: GuidesService,
    private readonly ends: PageSourcesService,
    private readonly linked: LinkedData,
    private readonly envelopes: Envelopes,
    private readonly pictures: TrialPictures,
  ) {}

  /** The search; `raw` is the query as it stands in the address. Throws a 400 problem. */
  async search(at: Setting, query: TrialsQuery, raw: RawQuery): Promise<MadePage> {
    const [list, countries, guides, sources, { entry }] = await Promise.all([
      this.lists.search(query),
      this.studies.countries(),
      this.allGuides(),
      this.ends.studies('trials', null),
      this.requests.subjectOf(query),
    ]);
    const choices = {
      guides,
      countries: countryChoices(countries),
      entry: entry === null ? '' : `${entry.guideId}/${entry.entryId}`,
    };
    const shown = shownQuery(raw);
    const oembed = isEmbeddableSearch(Object.keys(shown)) ? oembedAddress(at, '/trials', shown) : null;
    const html = documentOf(
      <TrialsPage at={at} query={shown} choices={choices} list={list} sources={sources} oembed={oembed} />,
    );
    return { html, oembed };
  }

  /** One study. Throws 301 for a former number, and problems: 400 malformed, 404 unknown, 410 removed. */
  async trial(at: Setting, given: string): Promise<string> {
    const trial = await this.recordOf(at, given);
    const [answer, sources, entries, life] = await Promise.all([
      this.envelopes.resource(trial),
      this.ends.studies(`study:${trial.nctId}`, `/v1/trials/${trial.nctId}`),
      this.entryNames(),
      this.pictures.life(at, trial),
    ]);
    const linkedData = this.linked.study(answer, { mediaType: LINKED_JSON, origin: at.base }) as object;
    return documentOf(
      <TrialPage
        at={at}
        trial={trial}
        entries={entries}
        sources={sources}
        linkedData={linkedData}
        timeline={life}
        map={this.pictures.map(at, trial)}
      />,
    );
  }

  /** A former number leads to the page of the present one, not to its data. */
  private async recordOf(at: Setting, given: string): Promise<Trial> {
    try {
      return await this.records.get(given);
    } catch (error) {
      throw error instanceof MovedError ? new MovedError(at.to(error.location.replace(/^\/v1/, ''))) : error;
    }
  }

  private async allGuides() {
    const { items } = await this.guides.list(ALL);
    return Promise.all(items.map(({ guideId }) => this.guides.get(guideId)));
  }

  private async entryNames(): Promise<EntryNames> {
    const guides = await this.allGuides();
    return new Map(
      guides.flatMap(({ guideId, language, entries }) =>
        entries.map(({ entryId, title }) => [`${guideId}/${entryId}`, { title, language }] as const),
      ),
    );
  }
}

/** What of the address belongs to the search: not the language, and no field that was left empty. */
function shownQuery(raw: RawQuery): Record<string, string[]> {
  const filled = Object.entries(raw).map(
    ([name, value]) => [name, [value ?? []].flat().filter((each) => each !== '')] as const,
  );
  return Object.fromEntries(filled.filter(([name, values]) => name !== 'lang' && values.length > 0));
}
