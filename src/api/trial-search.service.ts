import { Injectable } from '@nestjs/common';
import { GuideStore } from '../guides/guide.store.js';
import { GuideSynonyms } from '../guides/guide-synonyms.service.js';
import type { TrustWindow } from '../model/status.js';
import type { SortOrder, StudyFilter, StudySort } from '../studies/study-filter.types.js';
import type { Guide, GuideEntry } from '../model/guide.js';
import { filterOf, findEntry, findGuide, orderOf, sortOf, type EntryKey, type Subject } from './trial-filter.js';
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

/** Names of a guide and an entry, as a query has them. */
export type SubjectQuery = { guide: string | null; entry: string | null };

/** The guide and the entry that are meant; null where none was named. */
export type NamedSubject = { guide: Guide | null; entry: GuideEntry | null };

/** Turns queries for studies, wherever they come from, into what the stores are asked. */
@Injectable()
export class TrialSearch {
  constructor(
    private readonly guides: GuideStore,
    private readonly synonyms: GuideSynonyms,
    private readonly trust: TrustToday,
  ) {}

  /** For all studies, or those of the guide and the entry that are named. Throws a 400 problem where there are none such. */
  async ofQuery({ guide, entry, ...query }: TrialsFilterQuery & SubjectQuery): Promise<TrialSearchRequest> {
    const named = await this.subjectOf({ guide, entry });
    const key = named.entry === null ? null : { guideId: named.entry.guideId, entryId: named.entry.entryId };
    return this.of({ guide: guide === null ? null : (named.guide?.guideId ?? null), entry: key }, query);
  }

  /** For the studies of one entry, or all with null. */
  ofEntry(entry: EntryKey | null, query: TrialsFilterQuery): Promise<TrialSearchRequest> {
    return this.of({ guide: null, entry }, query);
  }

  /** The guide and the entry that a query names, the guide also where only the entry is named. Throws a 400 problem where there are none such. */
  async subjectOf({ guide, entry }: SubjectQuery): Promise<NamedSubject> {
    if (guide === null && entry === null) return { guide: null, entry: null };
    const guides = await this.guides.list();
    const named = guide === null ? null : findGuide(guide, guides);
    if (entry === null) return { guide: named, entry: null };
    const key = findEntry(entry, named === null ? guides : [named]);
    const owner = guides.find(({ guideId }) => guideId === key.guideId) ?? null;
    return { guide: owner, entry: owner?.entries.find(({ entryId }) => entryId === key.entryId) ?? null };
  }

  private async of(subject: Subject, query: TrialsFilterQuery): Promise<TrialSearchRequest> {
    const filter = filterOf(query, subject, await this.synonyms.current());
    const { entry } = subject;
    return { entry, filter, sort: sortOf(query), order: orderOf(query), window: this.trust.window() };
  }
}
