import { describe, expect, it } from '@jest/globals';
import { policyOf } from './content-policy.js';

const ANY = ['*'];
const csp = (path: string, ancestors: string[] = ANY): string =>
  policyOf(path, ancestors)['content-security-policy'] ?? '';

describe('the content policy', () => {
  it.each([
    '/',
    '/guides/a/b',
    '/trials',
    '/status',
    '/embed',
    '/embed/v1/trials',
    '/v1/trials',
    '/fhir/R4/metadata',
    '/nope',
  ])('of %s allows nothing unsafe and nothing from elsewhere', (path) => {
    expect(csp(path)).toMatch(/^default-src 'none';/);
    expect(csp(path)).not.toMatch(/unsafe|https?:|data:|blob:/);
    expect(csp(path)).toContain("base-uri 'none'");
  });

  it.each([
    '/v1/trials',
    '/v1',
    '/fhir/R4',
    '/openapi.json',
    '/oembed',
    '/embed/v1/listing',
    '/problems/x',
    '/assets/a/b.css',
  ])('of data (%s) lets nothing run or load', (path) => {
    expect(csp(path)).toBe("default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'");
    expect(policyOf(path, ANY)['x-frame-options']).toBe('DENY');
  });

  it('lets only the listing be framed, by whom the operator names', () => {
    expect(csp('/embed/v1/trials')).toContain('frame-ancestors *');
    expect(csp('/embed/v1/trials', ['https://a.example', 'https://*.b.example'])).toContain(
      'frame-ancestors https://a.example https://*.b.example',
    );
    expect(csp('/embed/v1/trials', [])).toContain("frame-ancestors 'none'");
    expect(policyOf('/embed/v1/trials', ANY)).not.toHaveProperty('x-frame-options');
    for (const path of ['/', '/trials', '/embed', '/embed/v1/trials/x']) {
      expect(csp(path)).toContain("frame-ancestors 'none'");
    }
  });

  it('lets only the search ask where the reader is', () => {
    expect(policyOf('/trials', ANY)['permissions-policy']).toContain('geolocation=(self)');
    for (const path of ['/', '/trials/NCT99999901', '/embed/v1/trials', '/v1/trials']) {
      expect(policyOf(path, ANY)['permissions-policy']).toContain('geolocation=()');
    }
  });
});
