import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../http/problem.js';
import { oembedTarget } from './oembed-target.js';

const BASES = ['https://public.example', 'http://127.0.0.1:3000'];

function refusal(url: string): string {
  try {
    oembedTarget(url, BASES);
  } catch (error) {
    if (error instanceof ProblemError) return `${error.code}: ${error.detail}`;
  }
  return 'not refused';
}

describe('what an address shows elsewhere', () => {
  it.each([
    ['https://public.example/guides/one', { guide: 'one', entry: null, status: 'open' }],
    ['http://127.0.0.1:3000/guides/one/two?lang=de', { guide: 'one', entry: 'two', lang: 'de' }],
    ['/trials?entry=two&near=1,2&radius=50km', { entry: 'two', near: '1,2', radius: '50km', status: 'any' }],
    ['/trials?statusGroup=ended&q=&sort=start&limit=5&cursor=x&utm_source=y', { status: 'ended', limit: 10 }],
    ['/embed/v1/trials?limit=7&theme=dark&status=', { limit: 7, theme: 'dark', status: 'open' }],
    ['https://public.example/guides/one/#part', { guide: 'one' }],
  ])('is read from %s', (url, wanted) => {
    expect(oembedTarget(url, BASES)).toMatchObject(wanted);
  });

  it.each([
    'https://public.example.evil.example/guides/one',
    'https://evil.example/?https://public.example/guides/one',
    'https://public.example@evil.example/guides/one',
    '//evil.example/guides/one',
    '/',
    '/guides',
    '/guides/a/b/c',
    '/v1/trials',
    '/trials?near=north',
    '/trials?radius=5km',
    '/trials?statusGroup=ended&phase=PHASE2',
    '/trials?q=immunotherapy',
    '/trials?entry=two&scope=all',
    'data:text/html,x',
  ])('is nothing for %s', (url) => {
    expect(refusal(url)).toMatch(/^not-embeddable: There is nothing to embed/);
  });
});
