/**
 * Characters of foreign texts that no reader should meet: controls (but line ends and tabs), marks that turn the direction
 * of what follows (https://www.unicode.org/reports/tr9, "Explicit Directional Embeddings, Overrides and Isolates"), tags
 * and lone halves of characters.
 */
const UNSEEN = /[^\P{Cc}\t\n\r]|\p{Bidi_Control}|[\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** A text of others that was made fit to be shown. */
export type PlainText = { text: string; isShortened: boolean };

/** A foreign text without what must not be shown, no longer than `maximum` characters; it ends at a word where it is cut. */
export function plainText(given: string, maximum: number): PlainText {
  // Never looks at more than may be shown: records can hold megabytes.
  const window = given.slice(0, maximum * 2);
  const text = window.replace(UNSEEN, '').trim();
  if (text.length <= maximum && window.length === given.length) return { text, isShortened: false };
  // Half of a character at the end is none.
  const cut = text.slice(0, maximum).replace(/\p{Cs}$/u, '');
  return { text: `${cut.replace(/\S{0,40}$/u, '').trimEnd() || cut} …`, isShortened: true };
}
