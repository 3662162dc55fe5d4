import { describe, expect, it } from '@jest/globals';
import { chooseMediaType, mediaRanges } from './media-ranges.js';

const JSON_TYPE = 'application/json';
const LINKED = 'application/ld+json';
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the media type for an Accept header', () => {
  it.each<[string | undefined, string | null]>([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    [BROWSER, JSON_TYPE],
    ['application/json, text/plain, */*', JSON_TYPE],
    ['application/json; charset=utf-8', JSON_TYPE],
    ['application/ld+json', LINKED],
    ['Application/LD+JSON', LINKED],
    ['application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', LINKED],
    ['application/ld+json;profile="a,b;q=0", text/html', LINKED],
    ['application/ld+json, application/json;q=0.9', LINKED],
    ['application/ld+json;q=0.8, application/json;q=0.9', JSON_TYPE],
    ['application/ld+json;q=0.1, */*;q=0', LINKED],
    ['application/ld+json, application/json', LINKED],
    ['application/json, application/ld+json', JSON_TYPE],
    ['*/*, application/ld+json', LINKED],
    ['application/ld+json;q=0.5, */*', JSON_TYPE],
    ['*/*, application/json;q=0', LINKED],
    ['application/json;q=0, application/*;q=0.3', LINKED],
    ['application/json;q=nonsense', JSON_TYPE],
    ['application/json;q=0', null],
    ['application/ld+json;q=0, application/json;q=0.000', null],
    ['text/html', null],
    ['application/xml, text/*', null],
    [',', null],
    ['"', null],
    ['application/ld+json;profile="a,b', LINKED],
    ['application/ld+json;profile="\\",application/json;q=0', LINKED],
  ])('%s is %s', (accept, chosen) => {
    expect(chooseMediaType(accept, [JSON_TYPE, LINKED])).toBe(chosen);
  });

  it.each(['"\\', '"', 'a,', ';"', '"a\\"', '" "\\\\'])('is found at once in 150 kB of %s', (unit) => {
    const accept = unit.repeat(150_000 / unit.length);
    const startedAt = performance.now();
    expect(chooseMediaType(accept, [JSON_TYPE, LINKED])).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('is none where none is possible', () => {
    expect(chooseMediaType('*/*', [])).toBeNull();
  });
});

describe('the ranges of an Accept header', () => {
  it('are read with their parameters, in their order', () => {
    expect(mediaRanges('Application/JSON;q=0.5 ; FhirVersion="4.0" , */*')).toEqual([
      { type: 'application/json', quality: 0.5, parameters: { q: '0.5', fhirversion: '4.0' } },
      { type: '*/*', quality: 1, parameters: {} },
    ]);
  });
});
