import { describe, expect, it } from '@jest/globals';
import { isLenient, unacceptable } from './accepts-fhir.js';

describe('what a client accepts', () => {
  it.each<[string | undefined, string | null]>([
    [undefined, null],
    ['', null],
    ['*/*', null],
    ['application/fhir+json', null],
    ['application/json;q=0.5, text/html', null],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', null],
    ['application/fhir+json; fhirVersion=4.0', null],
    ['application/xml', 'json'],
    ['application/fhir+xml', 'application/fhir+json'],
    ['application/fhir+xml', 'application/fhir json'],
  ])('can be served: Accept %s, _format %s', (accept, format) => {
    expect(unacceptable(accept, format)).toBeNull();
  });

  it.each<[string | undefined, string | null, string]>([
    ['application/fhir+xml', null, 'application/fhir+xml'],
    ['text/html', null, 'text/html'],
    ['application/json;q=0', null, 'application/json;q=0'],
    ['application/fhir+json; fhirVersion=5.0', null, 'application/fhir+json; fhirVersion=5.0'],
    ['application/fhir+json', 'xml', 'xml'],
    [undefined, 'ttl', 'ttl'],
  ])('cannot be served: Accept %s, _format %s', (accept, format, refused) => {
    expect(unacceptable(accept, format)).toBe(refused);
  });

  it.each([
    ['handling=lenient', true],
    ['respond-async, handling=lenient', true],
    ['handling="lenient"', true],
    ['handling=strict', false],
    ['mishandling=lenient', false],
    [undefined, false],
  ])('is lenient handling or not: %s', (prefer, lenient) => {
    expect(isLenient(prefer)).toBe(lenient);
  });
});
