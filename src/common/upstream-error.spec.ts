import { describe, expect, it } from '@jest/globals';
import { excerptOf } from './upstream-error.js';

describe('excerptOf', () => {
  it('keeps the words of a page without its markup, styles and scripts', () => {
    const page =
      '<html><style>p { color: red }</style><script>alert(1)</script><title>Blocked</title><p>Go\u0007 away</p>';
    expect(excerptOf(page)).toBe('Blocked Go away');
  });

  it('is short', () => {
    expect(excerptOf('word '.repeat(1000))?.length).toBeLessThanOrEqual(201);
  });

  it('is null when there is nothing to quote', () => {
    expect(excerptOf(' \n<br>')).toBeNull();
  });
});
