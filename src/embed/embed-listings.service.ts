import { Inject, Injectable } from '@nestjs/common';
import type { TrialItem } from '../api/schemas/study.schema.js';
import { TrialLists } from '../api/trial-lists.service.js';
import { TrialSearch, type NamedSubject } from '../api/trial-search.service.js';
import { trialsQuery } from '../api/trials.parameters.js';
import { decodeQuery } from '../http/decode-query.js';
import type { Setting } from '../markup/setting.js';
import { trialRowOf } from '../markup/trial-row-view.js';
import { SourceStatusService, type SourceMeta } from '../source-status/source-status.service.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import { ENGLISH } from '../words/languages.js';
import { Say, type Beside } from '../words/say.js';
import { searchPageQuery, type EmbedQuery } from './embed.parameters.js';
import { legendOf } from './legend.js';
import type { Listing } from './listing.schema.js';

/** The names of the guide and the entry that a listing is about, null where it is about neither. */
type Subject = { name: string; language: string } | null;

/** Lists of studies as other sites show them: the one view behind the element and the frame. */
@Injectable()
export class EmbedListings {
  constructor(
    private readonly lists: TrialLists,
    private readonly search: TrialSearch,
    private readonly status: SourceStatusService,
    @Inject(STUDY_SOURCES) private readonly sources: readonly [StudySource],
  ) {}

  /** What a site asked to show. Throws a 400 problem for an unknown guide or entry. */
  async of(at: Setting, query: EmbedQuery): Promise<Listing> {
    const [found, subject, { sources }] = await Promise.all([
      this.lists.search(searchOf(query)),
      this.subject(query),
      this.status.meta(),
    ]);
    const { items, page } = found;
    const [source] = this.sources;
    const meta = sources.find(({ id }) => id === source.id) ?? null;
    const { say } = at;
    return {
      language: at.language,
      direction: say.direction,
      title: titleOf(say, subject),
      subject: subject?.name ?? null,
      draft: say.isReviewed ? null : say.beside('draft.text'),
      notes: lateness(say, meta),
      found: say.text(page.totalIsExact ? 'search.found' : 'search.foundAtLeast', { count: page.totalCount }),
      empty: items.length > 0 ? null : say.beside('embed.empty'),
      trials: items.map((item) => rowOf(at, item)),
      legend: { title: say.text('embed.legend'), items: legendOf(say, items) },
      all: allOf(at, query, page.totalCount),
      statusLabel: say.text('status.label'),
      disclaimer: { title: say.beside('disclaimer.title'), text: say.beside('disclaimer.text') },
      attribution: source.about.attribution,
    };
  }

  /** The title of what a site asked to show. Throws a 400 problem for an unknown guide or entry. */
  async title(say: Say, query: Pick<EmbedQuery, 'guide' | 'entry'>): Promise<string> {
    return titleOf(say, await this.subject(query));
  }

  private async subject(query: Pick<EmbedQuery, 'guide' | 'entry'>): Promise<Subject> {
    return nameOf(await this.search.subjectOf(query));
  }
}

function nameOf({ guide, entry }: NamedSubject): Subject {
  if (guide === null) return null;
  return { name: entry?.title ?? guide.condition.name, language: guide.language };
}

/** The name is in the language of its guide, so it is isolated from the words around it (U+2068, U+2069). */
function titleOf(say: Say, subject: Subject): string {
  return subject === null
    ? say.text('embed.title')
    : say.text('embed.titleOf', { entry: `\u2068${subject.name}\u2069` });
}

function searchOf(query: EmbedQuery) {
  const given: Record<string, string | null> = { ...searchPageQuery(query), limit: String(query.limit) };
  const stated = Object.entries(given).filter(([, value]) => value !== null);
  return decodeQuery(trialsQuery, Object.fromEntries(stated) as Record<string, string>);
}

function rowOf(at: Setting, item: TrialItem): Listing['trials'][number] {
  const { path, ...row } = trialRowOf(at, item);
  return { ...row, url: `${at.base}${path}` };
}

/** That the registry was not read lately; nothing while it is fresh. */
function lateness(say: Say, source: SourceMeta | null): Beside[] {
  if (source === null || source.status === 'fresh') return [];
  const { status, sourceUpdatedAt } = source;
  if (sourceUpdatedAt === null) return [say.beside(`freshness.${status}.meaning`)];
  const english = say.isReviewed ? null : staleText(Say.in(ENGLISH), sourceUpdatedAt);
  return [{ text: staleText(say, sourceUpdatedAt), english }];
}

function staleText(say: Say, date: string): string {
  return say.text('embed.stale', { date: say.date(date) });
}

/** The page of ours that shows all of them; where there are none, the search about the same subject in any status. */
function allOf(at: Setting, query: EmbedQuery, count: number): Listing['all'] {
  const { guide, entry } = query;
  return count === 0
    ? { text: at.say.text('search.title'), url: at.address('/trials', { guide, entry }) }
    : { text: at.say.text('embed.all', { count }), url: at.address('/trials', searchPageQuery(query)) };
}
