/**
 * How many digits the numbers of MeSH ids have, by their letter. Our model drops leading zeros, because the registry does
 * not spell ids in one way; MeSH itself gave its older ids six digits and the newer ones nine. The bounds are the highest
 * number that registry records show with six digits, and the lowest that they only show with nine.
 */
const SPELLINGS: Readonly<Record<string, { sixUpTo: number; nineFrom: number }>> = {
  D: { sixUpTo: 66_229, nineFrom: 66_888 },
  C: { sixUpTo: 586_847, nineFrom: 591_245 },
};

/** A MeSH id as MeSH spells it, null where that is not certain. */
export function meshCode(id: string): string | null {
  const [letter, digits] = [id.slice(0, 1), id.slice(1)];
  const spelling = SPELLINGS[letter];
  if (spelling === undefined || !/^\d+$/.test(digits)) return null;
  if (Number(digits) <= spelling.sixUpTo) return `${letter}${digits.padStart(6, '0')}`;
  return Number(digits) >= spelling.nineFrom ? `${letter}${digits.padStart(9, '0')}` : null;
}
