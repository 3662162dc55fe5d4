import type { LinkRole } from './link.js';

/** Kinds of guide entries. */
export const ENTRY_KIND = ['factor', 'procedure', 'drug', 'radiation', 'trial', 'integrative', 'supportive'] as const;
export type EntryKind = (typeof ENTRY_KIND)[number];

/**
 * Kinds of names an entry goes by. `combinations` are brands of products that hold further active substances; a guide that
 * an older release stored has none.
 */
export type EntryNames = {
  preferred: string;
  synonyms: string[];
  brands: string[];
  codes: string[];
  combinations?: string[];
};

/** A code in an outside vocabulary, with the place it was found in. */
export type EntryIdentifier = { system: string; code: string; label: string | null; origin: string };

/**
 * How studies are recognised as concerning an entry (see docs/linking.md). All texts are matched on word boundaries,
 * without regard to case or diacritics.
 */
export type EntryMatch = {
  /** Names that link by themselves wherever they stand as an intervention (or in an arm that receives it). */
  terms: string[];
  /**
   * Terms too common to count in prose: they link where something is named (intervention, other name, arm label; of two
   * words and more also a trial's title) and, if `contexts` are given, only with one of them in interventions, arms or titles.
   */
  weakTerms: string[];
  contexts: string[];
  /** Longer phrases that contain a term but mean something else ("proton pump" for "proton"). */
  notTerms: string[];
  /** MeSH ids of intervention terms (normalised spelling) that link by themselves. */
  mesh: string[];
  /** Intervention types (upstream enum) the entry is limited to; empty means any. */
  interventionTypes: string[];
  /** Conditions one of which the study must concern for a link; empty means any condition. */
  onlyConditions: string[];
};

export type StatedLink = { nctId: string; role: LinkRole | null; note: string | null };

/** Parts of a label that claims about side effects are looked up in. */
export const LABEL_PART = ['adverse-reactions', 'interactions'] as const;
export type LabelPart = (typeof LABEL_PART)[number];

/** What a claim says, in the form its check understands. */
export type ClaimCheckInput =
  | { type: 'trial-status'; nctId: string; says: 'ongoing' }
  | {
      type: 'trial-design';
      nctId: string;
      says: { interventions: string[]; conditions: string[]; titlePhrases: string[]; contraryPhrases: string[] };
    }
  | { type: 'research-active'; entries: string[] }
  | { type: 'statistic' }
  | { type: 'drug-class'; entries: string[]; classes: string[] }
  | { type: 'approved-use'; entries: string[]; conditions: string[] }
  | { type: 'combination'; entries: string[]; with: string[]; conditions: string[] }
  | {
      type: 'side-effect';
      entries: string[];
      /** Side effects, or for `interactions` what the drugs may interact with. */
      effects: string[];
      section: LabelPart;
      /** What the side effects are said to be fewer or milder than; null where the claim compares nothing. */
      comparedWith: string | null;
    }
  | { type: 'publication'; identifiers: string[]; terms: string[] };
export type ClaimType = ClaimCheckInput['type'];

/** A statement of the guide that can be true or false today. `attribution` is whom the guide names for it; null when it names nobody. */
export type Claim = {
  claimId: string;
  /** The entries whose record shows the claim. */
  entryIds: string[];
  sectionId: string;
  text: string;
  attribution: string | null;
  check: ClaimCheckInput;
};

/** What an editor wrote about one subject. */
export type GuideEntry = {
  guideId: string;
  entryId: string;
  sectionId: string;
  kind: EntryKind;
  title: string;
  /** What the guide says, in our words; one string a paragraph. */
  text: string[];
  /** The guide's own grouping where it states one ("targeted therapy"), null otherwise. */
  listedAs: string | null;
  names: EntryNames;
  identifiers: EntryIdentifier[];
  match: EntryMatch;
  include: StatedLink[];
  exclude: StatedLink[];
  /** The study an entry of kind `trial` is about, null for all other kinds. */
  nctId: string | null;
};

/** How a study is recognised as concerning the guide's condition. */
export type ConditionMatch = {
  /** The condition itself: names (word boundaries) and MeSH ids. */
  primary: { terms: string[]; mesh: string[] };
  /** Neighbouring conditions that are told apart ("biliary", "metastases to the liver"). */
  related: { id: string; title: string; terms: string[]; mesh: string[] }[];
  /** Wide terms under which studies take many conditions at once ("solid tumors"): baskets when the condition is named in the record. */
  basketTerms: string[];
};

export type GuideSection = { sectionId: string; title: string; text: string[]; entryIds: string[] };

/** A whole guide, as read from its folder. */
export type Guide = {
  guideId: string;
  title: string;
  language: string;
  audience: string;
  licence: string;
  editors: string[];
  about: string[];
  /** The date the guide's text describes, if stated; null when the guide gives none. */
  statedOn: string | null;
  condition: { name: string; match: ConditionMatch };
  /** Groups of names that mean the same to somebody who searches. */
  synonyms: string[][];
  follow: { conditions: string[]; nctIds: string[] };
  sections: GuideSection[];
  entries: GuideEntry[];
  claims: Claim[];
};
