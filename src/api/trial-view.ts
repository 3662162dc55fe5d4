import type { EntryLink, StudyScope } from '../model/link.js';
import { effectiveStatusGroup, isStatusTrusted, type StatusFacts, type TrustWindow } from '../model/status.js';
import type { StudySource } from '../sources/sources.types.js';
import type { NearFilter } from '../studies/study-filter.types.js';
import type { StoredStudy, VersionAbout } from '../studies/study-reader.store.js';
import type { PlacedSite } from '../studies/study-sites.store.js';
import type { GuideScope, StudySummary } from '../studies/study-summary.types.js';
import { nearOf } from './near-view.js';
import type { Trial, TrialItem } from './schemas/study.schema.js';

type StatusReading = Pick<TrialItem, 'statusGroup' | 'statusTrusted' | 'asOf'>;
type Source = Pick<StudySource, 'id' | 'pointers'>;

/** What a list says of a study beside its record; `link`, `relevance` and `place` are null in lists that have none. */
export type BesideItem = {
  scopes: GuideScope[];
  link: EntryLink | null;
  relevance: number | null;
  place: { near: NearFilter; sites: readonly PlacedSite[] } | null;
  source: Source;
  window: TrustWindow;
};

/** A study as list item. */
export function trialItemOf(summary: StudySummary, beside: BesideItem): TrialItem {
  const { nctId, briefTitle, overallStatus, seenOn, dataDate, retrievedAt, sourceUpdatedAt, ...rest } = summary;
  const { url, origin } = rest;
  const status = statusReading({ ...rest, overallStatus, seenOn }, dataDate, beside.window);
  const { place, relevance } = beside;
  return {
    ...{ nctId, briefTitle, overallStatus },
    ...rest,
    ...status,
    conditionScopes: beside.scopes,
    provenance: recordProvenance(beside.source, { nctId, url, origin, retrievedAt, sourceUpdatedAt }),
    link: beside.link === null ? null : linkOf(beside.link),
    relevance,
    near: place === null ? null : nearOf(place.sites, place.near, status.statusGroup),
  };
}

/** What is known of a study beside its record. */
export type BesideStudy = {
  links: EntryLink[];
  scopes: StudyScope[];
  versions: VersionAbout[];
  source: Source;
  window: TrustWindow;
};

/** One study with everything. */
export function trialOf(stored: StoredStudy, beside: BesideStudy): Trial {
  const { study, origin, url, dataDate, seenOn } = stored;
  const facts = { overallStatus: study.overallStatus, statusVerifiedDate: study.statusVerifiedDate, seenOn, origin };
  return {
    ...study,
    ...statusReading(facts, dataDate, beside.window),
    origin,
    url,
    links: beside.links.map((link) => ({ guideId: link.guideId, entryId: link.entryId, ...linkOf(link) })),
    conditionScopes: beside.scopes.map(({ guideId, scope, evidence }) => ({ guideId, scope, evidence })),
    history: historyOf(beside.versions),
    provenance: {
      ...recordProvenance(beside.source, { ...stored, nctId: study.nctId }),
      pointers: { ...beside.source.pointers },
    },
  };
}

/** What a removed study was when last seen. */
export function lastKnownOf({ study, url, dataDate }: StoredStudy): Record<string, unknown> {
  const { nctId, briefTitle, acronym, overallStatus, lastUpdatePostDate } = study;
  return { nctId, briefTitle, acronym, overallStatus, lastUpdatePostDate, asOf: dataDate, url };
}

function statusReading(facts: StatusFacts, asOf: string | null, window: TrustWindow): StatusReading {
  return { statusGroup: effectiveStatusGroup(facts, window), statusTrusted: isStatusTrusted(facts, window), asOf };
}

function linkOf({ role, methods, evidence }: EntryLink): NonNullable<TrialItem['link']> {
  return { role, methods, evidence };
}

function recordProvenance(
  source: Source,
  record: Pick<TrialItem, 'nctId' | 'url' | 'origin'> & { retrievedAt: string; sourceUpdatedAt: string | null },
): TrialItem['provenance'] {
  const { nctId, url, sourceUpdatedAt, retrievedAt, origin } = record;
  return { source: source.id, key: nctId, url, sourceUpdatedAt, retrievedAt, origin };
}

function historyOf(versions: VersionAbout[]): Trial['history'] {
  return {
    versions: versions.length,
    firstDataDate: versions[0]?.dataDate ?? null,
    lastDataDate: versions.at(-1)?.dataDate ?? null,
    items: versions.map(({ n, dataDate, sourceUpdatedAt, retrievedAt, origin }) => ({
      ...{ n, dataDate, sourceUpdatedAt, retrievedAt, origin },
    })),
  };
}
