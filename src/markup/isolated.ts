import { plainText } from '../common/plain-text.js';

/** Characters of a name that are shown in a picture. */
const NAME = 80;

/**
 * A foreign name for places that hold nothing but text (descriptions, texts of a drawing), isolated from the direction of
 * what stands around it (https://www.unicode.org/reports/tr9, "Explicit Directional Isolates").
 */
export function isolated(name: string): string {
  return `\u2068${plainText(name, NAME).text}\u2069`;
}
