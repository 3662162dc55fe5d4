import type { DrugDocument, MatchedBy } from '../model/drug.js';
import type { Provenance } from '../model/provenance.js';
import type { RecordOf } from '../model/reference-record.js';
import type { HeldRecord, ReferencePointers } from './drug-facts.types.js';

/** A version of a label that concerns the drug. */
export type ClaimLabel = HeldRecord<RecordOf<'label'>> & { isCombination: boolean; matchedBy: MatchedBy };

/** What is known of a drug that a claim speaks of. The order of the lists does not matter. */
export type ClaimDrug = {
  entryId: string;
  /** The drug's name as the guide gives it. */
  name: string;
  /** The merged drug; null while it was never merged. */
  document: DrugDocument | null;
  /** Provenance of the document's leaves, by pointer into it. */
  provenance: Record<string, Provenance>;
  /** Whether the source of labels ever answered for the drug. */
  labelsAnswered: boolean;
  /** Labels as they are today. */
  labels: readonly ClaimLabel[];
  /** Versions that were replaced, as we saw them. */
  earlierLabels: readonly ClaimLabel[];
  pointers: ReferencePointers;
};

/** What is known of the publication that a claim speaks of. */
export type ClaimPublications = {
  /** Whether the search for candidates was ever answered. */
  searched: boolean;
  candidates: readonly HeldRecord<RecordOf<'publication'>>[];
  /** How many the search found in all, null where unknown. */
  total: number | null;
  /** Stated identifiers as in the guide file (`pmid:…`, `doi:…`): the record, `missing` where the source has none, null while not looked up. */
  stated: ReadonlyMap<string, HeldRecord<RecordOf<'publication'>> | 'missing' | null>;
  pointers: ReferencePointers;
};
