import { Injectable } from '@nestjs/common';
import { GuideStore } from '../guides/guide.store.js';
import { GuideSynonyms } from '../guides/guide-synonyms.service.js';
import type { TrustWindow } from '../model/status.js';
import type { SortOrder, StudyFilter, StudySort } from '../studies/study-filter.types.js';
import { filterOf, findEntry, orderOf, sortOf, type EntryKey } from './trial-filter.js';
import type { TrialsFilterQuery } from './trials.parameters.js';
import { TrustToday } from './trust-today.service.js';

/** What a query for studies means for the stores. */
export type TrialSearchRequest = {
  entry: EntryKey | null;
  filter: StudyFilter;
  sort: StudySort;
  order: SortOrder;
  window: TrustWindow;
};

/** Turns queries for studies, wherever they come from, into what the stores are asked. */
@Injectable()
export class TrialSearch {
  constructor(
    private readonly guides: GuideStore,
    private readonly synonyms: GuideSynonyms,
    private readonly trust: TrustToday,
  ) {}

  /** For all studies, or those of the entry that `entry` names. Throws a 400 problem for an unknown entry. */
  async ofQuery({ entry, ...query }: TrialsFilterQuery & { entry: string | null }): Promise<TrialSearchRequest> {
    return this.ofEntry(entry === null ? null : findEntry(entry, await this.guides.list()), query);
  }

  /** For the studies of one entry, or all with null. */
  async ofEntry(entry: EntryKey | null, query: TrialsFilterQuery): Promise<TrialSearchRequest> {
    const filter = filterOf(query, entry, await this.synonyms.current());
    return { entry, filter, sort: sortOf(query), order: orderOf(query), window: this.trust.window() };
  }
}
