import type { ClaimCheck, VerdictPeriod } from './claim.js';
import type { DrugDocument, FieldConflict } from './drug.js';
import type { ClaimType, EntryIdentifier, EntryKind, EntryNames } from './guide.js';
import type { ConditionScope, LinkRole } from './link.js';
import type { PartialDate } from './partial-date.js';
import type { Origin, Provenance } from './provenance.js';
import type { StatusGroup } from './status.js';
import type { Intervention, OverallStatus, Phase, Study } from './study.js';

/** What the editor wrote about the subject; `text` is one string a paragraph, `statedOn` the day the guide describes. */
type EntryGuideWords = { text: string[]; listedAs: string | null; statedOn: string | null };

/** The registry's facts of the study that an entry is about. Names as in `Study`. */
export type EntryStudy = Pick<
  Study,
  | 'briefTitle'
  | 'officialTitle'
  | 'acronym'
  | 'overallStatus'
  | 'lastKnownStatus'
  | 'whyStopped'
  | 'statusVerifiedDate'
  | 'studyType'
  | 'phases'
  | 'enrollmentCount'
  | 'enrollmentType'
  | 'startDate'
  | 'primaryCompletionDate'
  | 'completionDate'
  | 'firstPostDate'
  | 'resultsFirstPostDate'
  | 'lastUpdatePostDate'
  | 'hasResults'
  | 'leadSponsor'
  | 'conditions'
> & {
  nctId: string;
  interventions: Pick<Intervention, 'type' | 'name'>[];
  /** The group the study counts in on the day of the merge; an open status that is only last known is `unknown`. */
  statusGroup: StatusGroup;
  statusTrusted: boolean;
  /** Day the record vouches for (`YYYY-MM-DD`), null where unstated. */
  asOf: string | null;
  url: string;
  origin: Origin;
};

/** Lines of treatment that labels tell apart. */
export const TREATMENT_LINE = ['first-line', 'previously treated', 'adjuvant', 'neoadjuvant', 'maintenance'] as const;
export type TreatmentLine = (typeof TREATMENT_LINE)[number];

/** What a label says of a use in the guide's condition: the passage as published, and how it was read. */
export type LabelStatement = {
  source: string;
  setId: string;
  brandName: string | null;
  text: string;
  line: TreatmentLine | null;
  /** What the label names to give it together with, in the label's words; empty where it names nothing. */
  partners: string[];
  /** Whether the label says that the drug is given alone. */
  isSingleAgent: boolean;
  /** RFC 6901 pointer into the raw label. */
  pointer: string;
  effectiveOn: PartialDate | null;
  url: string;
};

/** Whether today's label names the guide's condition, for which line and with what; since when, and what held before. */
export type ApprovedUse = VerdictPeriod & { condition: string; statements: LabelStatement[]; history: VerdictPeriod[] };

/** The merged drug as the entry shows it. */
export type EntryDrug = Omit<DrugDocument, 'conflicts'> & { approvedUse: ApprovedUse };

/**
 * A publication in a few facts. A study's `relation`: the publication states its number, or names it in title or abstract;
 * the publication's own is the closest of them.
 */
export type EntryPublication = {
  pmid: string;
  title: string;
  journal: string | null;
  publishedOn: PartialDate | null;
  publicationTypes: string[];
  isRetracted: boolean;
  nctIds: string[];
  relation: PublicationRelation;
  studies: { nctId: string; relation: PublicationRelation }[];
  url: string;
};

type PublicationRelation = 'states-number' | 'names-number';

/**
 * Publications on the entry's key studies (its own one; else finished late-phase studies linked to it). `total` and
 * `items` are null while none of the studies was ever looked up: only an answer can say that there are none.
 */
export type EntryPublications = { studies: string[]; total: number | null; items: EntryPublication[] | null };

/** How the registry files a therapy that is no drug: its intervention types and MeSH ids; empty where the editor names none. */
export type EntryTherapy = { interventionTypes: string[]; meshIds: string[] };

/** A linked study in a few fields; `asOf` is the day its record vouches for. */
export type FeaturedStudy = {
  nctId: string;
  briefTitle: string;
  overallStatus: OverallStatus | null;
  statusGroup: StatusGroup;
  statusTrusted: boolean;
  asOf: string | null;
  phases: Phase[];
  role: LinkRole;
  scope: ConditionScope;
  lastUpdatePostDate: PartialDate | null;
  url: string;
  origin: Origin;
};

/** Counts of linked studies. All but `byScope` count the studies in the guide's scope (primary and basket) only. */
export type EntryTrials = {
  inScope: number;
  byStatusGroup: Record<StatusGroup, number>;
  /** By the status the registry states, whatever its age; `NONE` where it states none. */
  byStatus: Record<OverallStatus | 'NONE', number>;
  /** A study of two phases counts in both; `NONE` where the record states none. */
  byPhase: Record<Phase | 'NONE', number>;
  byRole: Record<LinkRole, number>;
  byScope: Record<ConditionScope, number>;
  open: number;
  /** Open by the registry's last word, which is too old or unconfirmed to be counted in `open`. */
  openLastKnown: number;
  featured: FeaturedStudy[];
};

/** A claim that concerns the entry, with today's verdict. */
export type EntryClaim = Omit<ClaimCheck, 'guideId'> & { text: string; type: ClaimType; attribution: string | null };

/** The merged record of an entry, as served. */
export type EntryDocument = {
  guideId: string;
  entryId: string;
  kind: EntryKind;
  title: string;
  section: { sectionId: string; title: string };
  guide: EntryGuideWords;
  names: EntryNames;
  identifiers: EntryIdentifier[];
  /** Only for kind `trial`, and null there while no record of the study is stored. */
  study: EntryStudy | null;
  /** Only for kind `drug`. */
  drug: EntryDrug | null;
  /** Only for kinds `procedure`, `radiation`, `integrative` and `supportive`. */
  therapy: EntryTherapy | null;
  trials: EntryTrials;
  /** Null only in a record that an older release left behind. */
  publications: EntryPublications | null;
  claims: EntryClaim[];
  /** Fields that two sources state differently; for drugs those of the merged drug. */
  conflicts: FieldConflict[];
};

/** A merged record with the provenance of every leaf, keyed by RFC 6901 pointer into the document. */
export type MergedEntry = { document: EntryDocument; provenance: Record<string, Provenance> };
