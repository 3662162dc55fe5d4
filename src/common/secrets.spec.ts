import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Secrets } from './secrets.js';

const KEY = 'made-up/kéy+0123"\\ 45&<x>';
const MAIL = 'operator@example.org';
const secrets = new Secrets([KEY, MAIL, '']);
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const asEscapes = (text: string): string =>
  [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

describe('secrets', () => {
  it.each<[string, (text: string) => string]>([
    ['as they are', (text) => text],
    ['in capitals', (text) => text.toUpperCase()],
    ['percent-encoded', encodeURIComponent],
    ['percent-encoded twice', (text) => encodeURIComponent(encodeURIComponent(text))],
    ['percent-encoded in small letters', (text) => encodeURIComponent(text).toLowerCase()],
    ['as a form sends them', (text) => new URLSearchParams({ q: text }).toString().slice(2)],
    ['escaped as in JSON', inJson],
    ['escaped as in JSON within JSON', (text) => inJson(inJson(text))],
    ['in escapes throughout', asEscapes],
    [
      'in an address within an address within JSON',
      (text) => inJson(encodeURIComponent(`/x?k=${encodeURIComponent(text)}`)),
    ],
    [
      'as entities',
      (text) =>
        Array.from(text)
          .map((one) => `&#${String(one.codePointAt(0))};`)
          .join(''),
    ],
  ])('are hidden %s', (_how, spell) => {
    for (const secret of [KEY, MAIL]) {
      const text = `before ${spell(secret)} after`;
      expect([text, secrets.hide(text)]).toEqual([text, expect.stringMatching(/^before .*\(not shown\) after$/)]);
      expect(secrets.isIn(text)).toBe(true);
    }
  });

  it('are found again and again, and nothing else is', () => {
    const texts = [MAIL, MAIL, 'operator at example.org', MAIL.slice(0, -1)];
    expect(texts.map((text) => secrets.isIn(text))).toEqual([true, true, false, false]);
    expect(secrets.hide(`${MAIL} ${MAIL}`)).toBe('(not shown) (not shown)');
    expect(new Secrets([]).isIn('')).toBe(false);
  });

  it('are hidden whatever they are made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (secret) => {
        const own = new Secrets([secret]);
        for (const spelled of [secret, encodeURIComponent(secret), inJson(secret)]) {
          expect(own.hide(`<${spelled}>`)).not.toContain(`<${spelled}>`);
        }
      }),
    );
  });
});
