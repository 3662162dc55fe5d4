import type { Publication } from './reference-record.js';

/** How PubMed marks a publication that was withdrawn after it appeared. */
const RETRACTED = 'Retracted Publication';

/** Whether a publication was retracted. */
export function isRetracted({ publicationTypes }: Pick<Publication, 'publicationTypes'>): boolean {
  return publicationTypes.includes(RETRACTED);
}
