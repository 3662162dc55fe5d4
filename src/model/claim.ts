/** Verdicts on a claim; `unchecked` only while the source that could decide it is not connected. */
export const VERDICT = ['supported', 'contradicted', 'outdated', 'unverifiable', 'unchecked'] as const;
export type Verdict = (typeof VERDICT)[number];

/** A place that a reader can look up: pointer and value in a source record as it stands. */
export type ClaimEvidence = {
  source: string;
  key: string;
  pointer: string | null;
  value: unknown;
  url: string | null;
  retrievedAt: string | null;
  sourceUpdatedAt: string | null;
};

/** When a verdict began: after `notBefore`, by `notAfter` (ISO days); null where the records set no bound. */
export type VerdictSince = { notBefore: string | null; notAfter: string | null };

/** A verdict with its reason in a sentence a patient understands, and the places it rests on. */
export type Judgement = { verdict: Verdict; reason: string; evidence: ClaimEvidence[] };

/** A judgement in time: one step of a claim's history. */
export type VerdictPeriod = Judgement & { since: VerdictSince };

/** Outcome of checking one claim: today's verdict and all earlier ones, oldest first. */
export type ClaimCheck = VerdictPeriod & { guideId: string; claimId: string; history: VerdictPeriod[] };
