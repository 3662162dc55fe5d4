/** How a study concerns an entry; where several fit, the first of this order. */
export const LINK_ROLE = ['subject', 'experimental', 'comparator', 'background', 'observed'] as const;
export type LinkRole = (typeof LINK_ROLE)[number];

/** How a link was found: an editor wrote it, an identifier, a code, or a name in the record. */
export const LINK_METHOD = ['stated', 'identifier', 'code', 'name'] as const;
export type LinkMethod = (typeof LINK_METHOD)[number];

/** Which text of the raw record matched what: `pointer` is RFC 6901 into the raw record, `matched` the name or code of the entry. */
export type LinkEvidence = { pointer: string; text: string; matched: string };

/** Link between a guide entry and a study, at most one per pair. */
export type EntryLink = {
  guideId: string;
  entryId: string;
  nctId: string;
  role: LinkRole;
  methods: LinkMethod[];
  evidence: LinkEvidence[];
};

/** Whether a study concerns the guide's condition, apart from any link. */
export const CONDITION_SCOPE = ['primary', 'basket', 'related', 'outside'] as const;
export type ConditionScope = (typeof CONDITION_SCOPE)[number];
export type StudyScope = { guideId: string; nctId: string; scope: ConditionScope; evidence: LinkEvidence[] };
