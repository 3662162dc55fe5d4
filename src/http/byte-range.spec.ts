import { describe, expect, it } from '@jest/globals';
import { rangeOf } from './byte-range.js';

describe('a Range header', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=2-5', { start: 2, end: 5 }],
    ['bytes=7-', { start: 7, end: 9 }],
    ['bytes=7-900', { start: 7, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-900', { start: 0, end: 9 }],
    ['bytes= 2 - 5', { start: 2, end: 5 }],
    ['bytes=10-', 'outside'],
    ['bytes=10-12', 'outside'],
    ['bytes=-0', 'outside'],
    ['bytes=5-2', null],
    ['bytes=-', null],
    ['bytes=0-1,4-5', null],
    ['lines=0-1', null],
    ['bytes=a-b', null],
    [undefined, null],
  ])('%s of ten bytes is %j', (header, range) => {
    expect(rangeOf(header, 10)).toEqual(range);
  });

  it('lies outside an empty file wherever it begins', () => {
    expect(['bytes=0-', 'bytes=-1'].map((header) => rangeOf(header, 0))).toEqual(['outside', 'outside']);
  });
});
