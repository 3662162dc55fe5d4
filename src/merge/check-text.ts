/** A text for comparing: lower case, without diacritics, every run of other characters one space, a space at both ends. */
function fold(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** Whether a phrase stands in a text on word boundaries, without regard to case, diacritics, hyphens or punctuation. */
export function namesPhrase(text: string, phrase: string): boolean {
  const words = fold(phrase);
  return words.trim() !== '' && fold(text).includes(words);
}
