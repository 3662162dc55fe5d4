import type { Claim, Guide, GuideEntry } from './guide.js';

/** Ids of claims that guides make are slugs, so that no guide's claim can be called like this. */
const PREFIX = 'approved-use:';

/** The id under which the approved use of an entry's drug is checked and stored beside the guide's claims. */
export function approvedUseClaimId(entryId: string): string {
  return `${PREFIX}${entryId}`;
}

/** What is checked of every drug entry, though no guide says it in so many words: "the drug is approved for the guide's condition". */
export function approvedUseClaims({ entries }: Pick<Guide, 'entries'>): Claim[] {
  return entries.filter(({ kind }) => kind === 'drug').map(approvedUseClaim);
}

function approvedUseClaim({ entryId, sectionId, title }: GuideEntry): Claim {
  return {
    claimId: approvedUseClaimId(entryId),
    entryIds: [entryId],
    sectionId,
    text: `${title} is approved for the guide's condition.`,
    attribution: null,
    // No condition named means the guide's own.
    check: { type: 'approved-use', entries: [entryId], conditions: [] },
  };
}
