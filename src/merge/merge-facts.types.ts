import type { ClaimCheck, VerdictPeriod } from '../model/claim.js';
import type { ConditionScope, LinkRole } from '../model/link.js';
import type { Origin } from '../model/provenance.js';
import type { TrustWindow } from '../model/status.js';
import type { Study } from '../model/study.js';
import type { StudySummary } from '../studies/study-summary.types.js';
import type { ClaimDrug, ClaimPublications } from './claim-facts.types.js';
import type { ConditionTerms } from './claims/label-text/mentions.js';
import type { PublicationFacts } from './merge-publications.js';

/** Id of the source whose records are studies. */
export const STUDY_SOURCE = 'clinicaltrials-gov';

/** How much of the registry we have seen: `complete` means that the last pull of everything followed added up. */
export type SourceCoverage = 'never-synced' | 'bundled' | 'partial' | 'complete';

/** RFC 6901 pointer into the raw record for each field of a study; below it, parts keep the raw record's names. */
export type StudyPointers = Record<keyof Study, string>;

/** A study linked to an entry: its list item, with the link's role and the study's scope in the guide. */
export type LinkedStudy = Pick<
  StudySummary,
  | 'nctId'
  | 'briefTitle'
  | 'overallStatus'
  | 'lastKnownStatus'
  | 'phases'
  | 'statusVerifiedDate'
  | 'seenOn'
  | 'origin'
  | 'lastUpdatePostDate'
  | 'url'
  | 'dataDate'
  | 'retrievedAt'
  | 'sourceUpdatedAt'
> & { role: LinkRole; scope: ConditionScope };

/** One version of a study's record. */
export type StudyVersion = {
  nctId: string;
  study: Study;
  /** First day the record vouched for as it stands (`YYYY-MM-DD`), null where unstated. */
  dataDate: string | null;
  /** Last day the source showed us this version (`YYYY-MM-DD`), null when unknown; only the newest version's is looked at. */
  seenOn: string | null;
  sourceUpdatedAt: string | null;
  retrievedAt: string;
  origin: Origin;
  url: string;
};

/** What every merge and check knows: `window` decides which statuses may be taken as today's. */
export type MergeFacts = { window: TrustWindow; pointers: StudyPointers };

/** What is known of one entry. The order of the lists does not matter. */
export type EntryFacts = MergeFacts & {
  /** Every study linked to the entry, of any scope, each once. */
  linkedStudies: readonly LinkedStudy[];
  /** All versions of the study that the entry is about; empty for other kinds. */
  versions: readonly StudyVersion[];
  /** The drug that the entry is about; null for other kinds. */
  drug: ClaimDrug | null;
  publications: PublicationFacts;
  /** Checks of the guide's claims, at least those that concern the entry. */
  checks: readonly ClaimCheck[];
};

/** The last check of a claim: its verdicts so far (current one last) and the day of the check. */
export type PreviousCheck = { history: readonly VerdictPeriod[]; checkedOn: string | null };

/** What is known of the subjects of a guide's claims. */
export type ClaimFacts = MergeFacts & {
  guideId: string;
  /** The guide's condition as labels may name it. */
  condition: ConditionTerms;
  /** The day of the check (`YYYY-MM-DD`). */
  today: string;
  coverage: SourceCoverage;
  /** Versions of the studies that claims name, by NCT number. */
  versions: ReadonlyMap<string, readonly StudyVersion[]>;
  /** Linked studies of the entries that claims name, by entry id. */
  linkedStudies: ReadonlyMap<string, readonly LinkedStudy[]>;
  /** Drugs that claims name, by entry id; entries that are no drugs are not in it. */
  drugs: ReadonlyMap<string, ClaimDrug>;
  /** What publication claims rest on, by claim id. */
  publications: ReadonlyMap<string, ClaimPublications>;
  /** Last checks by claim id. */
  previous: ReadonlyMap<string, PreviousCheck>;
};
