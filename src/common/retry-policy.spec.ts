import { describe, expect, it } from '@jest/globals';
import { pauseAfter, retryAfterSeconds } from './retry-policy.js';
import type { UpstreamErrorKind, UpstreamFailure } from './upstream-error.js';

function failure(kind: UpstreamErrorKind, more: Partial<UpstreamFailure> = {}): UpstreamFailure {
  return {
    kind,
    url: 'http://upstream.example/',
    detail: 'failed',
    status: null,
    retryAfter: null,
    excerpt: null,
    ...more,
  };
}

describe('pauseAfter', () => {
  it('doubles from attempt to attempt, with chance between half and one and a half', () => {
    const pauses = [1, 2, 3, 4].map((attempt) => pauseAfter(failure('network'), attempt, 0.5));
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000]);
    expect(pauseAfter(failure('network'), 1, 0)).toBe(250);
  });

  it('gives up after the attempts of its kind', () => {
    expect(pauseAfter(failure('network'), 5, 0.5)).toBeNull();
    expect(pauseAfter(failure('html'), 3, 0.5)).toBeNull();
  });

  it.each(['aborted', 'too-large'] as const)('does not repeat what was %s', (kind) => {
    expect(pauseAfter(failure(kind), 1, 0.5)).toBeNull();
  });

  it.each([400, 401, 403, 404, 410])('does not repeat a %p', (status) => {
    expect(pauseAfter(failure('http', { status }), 1, 0.5)).toBeNull();
  });

  it.each([408, 500, 502, 503])('repeats a %p', (status) => {
    expect(pauseAfter(failure('http', { status }), 1, 0.5)).toBe(500);
  });

  it('waits as long as the upstream asks, within limits', () => {
    const asked = (retryAfter: number): number | null =>
      pauseAfter(failure('rate-limited', { status: 429, retryAfter }), 1, 0.9);
    expect([7, 60, 61, 86_400].map(asked)).toEqual([7_000, 60_000, null, null]);
  });

  it('does not repeat what was refused as too much by another status than 429', () => {
    expect(pauseAfter(failure('rate-limited', { status: 403 }), 1, 0.5)).toBeNull();
    expect(pauseAfter(failure('rate-limited', { status: 429 }), 1, 0.5)).toBe(2_000);
  });
});

describe('retryAfterSeconds', () => {
  const now = new Date('2026-01-01T00:00:00Z');

  it.each([
    ['30', 30],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['', null],
    [null, null],
  ])('reads %p as %p', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
