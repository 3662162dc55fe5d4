import { Injectable } from '@nestjs/common';
import { GuideStore } from '../guides/guide.store.js';
import { countryChoices } from '../markup/country-choices.js';
import type { Setting } from '../markup/setting.js';
import { StudyQuery } from '../studies/study-query.store.js';
import { builderPage } from './builder-page.js';
import { EmbedListings } from './embed-listings.service.js';
import type { EmbedQuery } from './embed.parameters.js';
import { snippetPartsOf } from './snippet-parts.js';

/** The page that makes the line for another site. */
@Injectable()
export class BuilderPages {
  constructor(
    private readonly listings: EmbedListings,
    private readonly guides: GuideStore,
    private readonly studies: StudyQuery,
  ) {}

  /** The page with what is chosen so far. Throws a 400 problem for an unknown guide or entry. */
  async of(at: Setting, asked: EmbedQuery): Promise<string> {
    // A form always sends the distance, also where nothing says from where.
    const query = asked.near === null ? { ...asked, radius: null } : asked;
    const [title, guides, countries] = await Promise.all([
      this.listings.title(at.say, query),
      this.guides.list(),
      this.studies.countries(),
    ]);
    const parts = snippetPartsOf(at, query, title.replace(/[\u2068\u2069]/g, ''));
    return builderPage(at, query, { parts, guides, countries: countryChoices(countries) });
  }
}
