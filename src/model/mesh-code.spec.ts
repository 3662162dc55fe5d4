import { describe, expect, it } from '@jest/globals';
import { meshCode } from './mesh-code.js';

describe('MeSH codes', () => {
  it.each([
    ['D6528', 'D006528'],
    ['D19', 'D000019'],
    ['D66229', 'D066229'],
    ['D77190', 'D000077190'],
    ['C531958', 'C531958'],
    ['C594389', 'C000594389'],
    ['D66500', null],
    ['C588000', null],
    ['Q1', null],
    ['D', null],
  ])('of %s are spelled as MeSH does, where that is certain: %s', (id, code) => {
    expect(meshCode(id)).toBe(code);
  });
});
