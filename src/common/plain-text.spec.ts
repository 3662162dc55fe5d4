import { describe, expect, it } from '@jest/globals';
import { plainText } from './plain-text.js';

describe('a text of others', () => {
  it('loses what turns the direction of the page, what cannot be seen, and half characters', () => {
    const given = 'a\u202eb\u2066c\u0000d\u200fe\u{e0041}f\ud800g\u0085h\ufeffi';
    expect(plainText(given, 100)).toEqual({ text: 'abcdefghi', isShortened: false });
  });

  it('keeps its line ends, its letters of any script and its emoji', () => {
    const given = 'one\ntwo\tالكبد 肝 👩‍⚕️';
    expect(plainText(given, 100).text).toBe(given);
  });

  it('is cut at a word, and says that it was', () => {
    expect(plainText('one two three four', 10)).toEqual({ text: 'one two …', isShortened: true });
  });

  it('is cut within a word that never ends', () => {
    expect(plainText('x'.repeat(500), 100)).toEqual({ text: `${'x'.repeat(60)} …`, isShortened: true });
  });

  it('is not cut in the middle of a character', () => {
    const { text } = plainText('😀'.repeat(100), 31);
    expect(text).toMatch(/^😀+ …$/u);
  });

  it('of 4 MB is not looked at beyond what may be shown', () => {
    const parts = plainText(`${'\u0000'.repeat(4_000_000)}end`, 300);
    expect(parts).toEqual({ text: ' …', isShortened: true });
  });
});
