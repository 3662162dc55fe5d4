import { describe, expect, it } from '@jest/globals';
import { formatGuideFault } from './guide-fault.js';

describe('formatGuideFault', () => {
  it('writes one line that says where, what and what is allowed', () => {
    const fault = {
      file: 'guides/a/guide.yaml',
      line: 3,
      column: 7,
      pointer: '/id',
      detail: 'id is empty',
      allowed: 'a slug',
    };
    expect(formatGuideFault(fault)).toBe('guides/a/guide.yaml:3:7 id is empty (allowed: a slug)');
  });
});
