/**
 * Characters of foreign texts that no reader should meet: controls (but line ends and tabs), marks that turn the direction
 * of what follows (https://www.unicode.org/reports/tr9, "Explicit Directional Embeddings, Overrides and Isolates"), tags
 * and lone halves of characters.
 */
// eslint-disable-next-line no-control-regex -- these are what it is about
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** A text of others that was made fit to be shown. */
export type PlainText = { text: string; isShortened: boolean };

/** A foreign text without what must not be shown, no longer than `maximum` characters; it ends at a word where it is cut. */
export function plainText(given: string, maximum: number): PlainText {
  // Never looks at more than may be shown: records can hold megabytes.
  const window = given.slice(0, maximum * 2);
  const text = window.replace(UNSEEN, '').trim();
  if (text.length <= maximum && window.length === given.length) return { text, isShortened: false };
  const cut = text.slice(0, maximum);
  return { text: `${cut.replace(/\S{0,40}$/u, '').trimEnd() || cut} …`, isShortened: true };
}
