import { describe, expect, it } from '@jest/globals';
import { UpstreamError, type UpstreamErrorKind } from '../common/upstream-error.js';
import { failingOf, Patience } from './failing.js';

function failure(
  kind: UpstreamErrorKind,
  status: number | null = null,
  retryAfter: number | null = null,
): UpstreamError {
  return new UpstreamError({ kind, status, retryAfter, url: 'http://made-up', detail: 'failed', excerpt: null }, 1);
}

describe('a failure', () => {
  it.each<[string, UpstreamError, [isOfSource: boolean, isLasting: boolean]]>([
    ['silence', failure('timeout'), [true, false]],
    ['no connection', failure('network'), [true, false]],
    ['500', failure('http', 500), [true, false]],
    ['429', failure('rate-limited', 429), [true, false]],
    ['a page', failure('html', 403), [true, false]],
    ['a key that is not accepted', failure('http', 403), [true, true]],
    ['400', failure('http', 400), [false, true]],
    ['a redirect elsewhere', failure('http'), [false, true]],
    ['another shape', failure('contract', 200), [false, true]],
    ['a body without end', failure('too-large', 200), [false, true]],
    ['a body cut off', failure('malformed', 200), [false, false]],
  ])('of %s tells whether it is the source itself, and whether it lasts', (_what, error, [isOfSource, isLasting]) => {
    expect(failingOf(error)).toEqual({ isOfSource, isLasting, restSeconds: 0 });
  });

  it('that is ours says nothing of the source and may pass', () => {
    expect(failingOf(new TypeError('made up'))).toEqual({ isOfSource: false, isLasting: false, restSeconds: 0 });
  });

  it('tells for how long the source is to be left alone, from a minute on', () => {
    const rest = (seconds: number): number => failingOf(failure('rate-limited', 429, seconds)).restSeconds;
    expect([30, 60, 61, 3_600].map(rest)).toEqual([0, 0, 61, 3_600]);
  });
});

describe('patience', () => {
  const down = failingOf(failure('timeout'));
  const refused = failingOf(failure('http', 400));
  const afterFailures = (...parts: string[]): Patience => {
    const patience = new Patience(['a', 'b', 'c']);
    for (const part of parts) patience.failed(part, down);
    return patience;
  };

  it('ends with a part after three failures, and with the source when another part fails in a row', () => {
    const one = afterFailures('a', 'a', 'a');
    expect([one.isOver, one.isOverWith('a'), one.isOverWith('b')]).toEqual([false, true, false]);
    one.failed('b', down);
    expect(one.isOver).toBe(true);
    expect(afterFailures('a', 'b').isOver).toBe(false);
    expect(afterFailures('a', 'b', 'c').isOver).toBe(true);
  });

  it('counts anew after an answer, of the part that it came from', () => {
    const patience = afterFailures('a', 'a', 'b');
    patience.answered('b');
    patience.failed('a', down);
    expect([patience.isOver, patience.isOverWith('a'), patience.isOverWith('b')]).toEqual([false, true, false]);
  });

  it('does not count what is the matter of the question alone', () => {
    const patience = new Patience(['a', 'b', 'c']);
    for (const part of ['a', 'b', 'c', 'a', 'b', 'c']) patience.failed(part, refused);
    expect(patience.isOver).toBe(false);
  });

  it('ends at once when the source asks for it', () => {
    const patience = new Patience(['a', 'b', 'c']);
    patience.failed('a', failingOf(failure('rate-limited', 429, 3_600)));
    expect([patience.isOver, patience.restSeconds]).toEqual([true, 3_600]);
  });

  it('ends with a source of a single part when that fails', () => {
    const patience = new Patience(['a']);
    for (let n = 0; n < 3; n++) patience.failed('a', down);
    expect(patience.isOver).toBe(true);
  });
});
