declare const brand: unique symbol;
/** A string that only its parser may make. */
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** A ClinicalTrials.gov registry number: `NCT` and 8 digits, upper case. */
export type NctId = Branded<'NctId'>;

/** The form of an NCT number, as published by ClinicalTrials.gov (data API, field NCTId). */
export const NCT_ID_PATTERN = /^NCT\d{8}$/;

/** Reads an NCT number in any case, with space around it; null when it is none. */
export function parseNctId(text: string): NctId | null {
  const candidate = text.trim().toUpperCase();
  return NCT_ID_PATTERN.test(candidate) ? (candidate as NctId) : null;
}

/** The number in an NCT number (`NCT00000012` is 12): the integer key of a study in storage. */
export function nctNumber(nctId: NctId): number {
  return Number(nctId.slice(3));
}

/**
 * A MeSH unique id in one spelling: the registry writes both `C531958` and `C000531958`, `D006528` and `D000006528`.
 * The letter is kept and the leading zeros of the number are dropped, so the two compare equal.
 */
export function normaliseMeshId(id: string): string {
  const match = /^([A-Z])0*(\d+)$/.exec(id.trim().toUpperCase());
  return match?.[1] !== undefined && match[2] !== undefined ? `${match[1]}${match[2]}` : id.trim();
}
