import { VERDICT, type ClaimCheck, type Verdict } from '../model/claim.js';
import type { EntryDocument } from '../model/entry.js';
import type { Claim, Guide, GuideEntry } from '../model/guide.js';
import type { ClaimItem, EntryItem, GuideDetail, GuideItem } from './schemas/guide.schema.js';

/** A guide as list item. */
export function guideItemOf(guide: Guide): GuideItem {
  const { guideId, title, language, audience, licence, statedOn } = guide;
  const counts = { entryCount: guide.entries.length, claimCount: guide.claims.length };
  return { guideId, title, language, audience, licence, condition: guide.condition.name, statedOn, ...counts };
}

/** A guide with everything but the text of its entries. */
export function guideDetailOf(guide: Guide, entries: EntryItem[], claims: ClaimItem[]): GuideDetail {
  return {
    ...guideItemOf(guide),
    editors: guide.editors,
    about: guide.about,
    sections: guide.sections,
    entries,
    claims: { total: claims.length, byVerdict: verdictCountsOf(claims) },
  };
}

/** An entry as list item; `merged` is null until its first merge. */
export function entryItemOf(entry: GuideEntry, merged: EntryDocument | null, claims: readonly ClaimItem[]): EntryItem {
  const { guideId, entryId, kind, title, sectionId, listedAs } = entry;
  const own = claims.filter((claim) => claim.entryIds.includes(entryId));
  return {
    guideId,
    entryId,
    kind,
    title,
    sectionId,
    listedAs,
    trials: trialCounts(merged),
    verdicts: verdictCountsOf(own),
  };
}

function trialCounts(merged: EntryDocument | null): EntryItem['trials'] {
  if (merged === null) return null;
  const { inScope, open, openLastKnown } = merged.trials;
  return { inScope, open, openLastKnown };
}

/** A claim with its check; without one it is not checked yet. */
export function claimItemOf(guideId: string, claim: Claim, check: ClaimCheck | null): ClaimItem {
  const { claimId, entryIds, sectionId, text, attribution } = claim;
  const { verdict, reason, evidence, since, history } = check ?? NOT_CHECKED;
  const type = claim.check.type;
  return { guideId, claimId, entryIds, sectionId, text, attribution, type, verdict, reason, evidence, since, history };
}

const NOT_CHECKED: Omit<ClaimCheck, 'guideId' | 'claimId'> = {
  verdict: 'unchecked',
  reason: 'This claim has not been checked yet.',
  evidence: [],
  since: { notBefore: null, notAfter: null },
  history: [],
};

function verdictCountsOf(claims: readonly { verdict: Verdict }[]): Record<Verdict, number> {
  const count = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length;
  return Object.fromEntries(VERDICT.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number>;
}
