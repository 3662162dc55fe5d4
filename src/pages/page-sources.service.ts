import { Injectable } from '@nestjs/common';
import { Envelopes, type Meta } from '../api/envelopes.service.js';
import type { PageSources } from '../markup/site-page.js';

/** Sources that the pages about studies draw on. */
const OF_STUDIES = ['clinicaltrials-gov'];

/** What stands at the end of a page about where its data comes from. */
@Injectable()
export class PageSourcesService {
  constructor(private readonly envelopes: Envelopes) {}

  /** Of every source; `record` names what a report is about, `json` is the path of the same as data. */
  async all(record: string, json: string | null): Promise<PageSources> {
    return sourcesOf(await this.envelopes.meta(), record, json);
  }

  /** Of the registry alone. */
  async studies(record: string, json: string | null): Promise<PageSources> {
    const meta = await this.envelopes.meta();
    return sourcesOf({ ...meta, sources: meta.sources.filter(({ id }) => OF_STUDIES.includes(id)) }, record, json);
  }
}

function sourcesOf({ dataVersion, sources }: Meta, record: string, json: string | null): PageSources {
  return { dataVersion, sources, record, json };
}
