import { describe, expect, it } from '@jest/globals';
import { decodeQuery } from '../http/decode-query.js';
import { addressQuery, embedQuery, embedRules, searchPageQuery } from './embed.parameters.js';

const read = (given: Record<string, string>) => decodeQuery(embedQuery, given, embedRules);

describe('what a site asks to show', () => {
  it('is written into an address without what is usual, and read from it again', () => {
    const query = read({ entry: 'a', near: '1,2', radius: '50km', status: 'any', limit: '3', theme: 'dark' });
    const written = Object.entries(addressQuery(query)).filter(([, value]) => value !== null);
    expect(Object.fromEntries(written)).toEqual({ entry: 'a', near: '1,2', radius: '50km', status: 'any', limit: '3', theme: 'dark' }); // prettier-ignore
    expect(read(Object.fromEntries(written) as Record<string, string>)).toEqual(query);
    expect(Object.values(addressQuery(read({}))).every((value) => value === null)).toBe(true);
  });

  it('is looked for on our own page under its names', () => {
    expect(searchPageQuery(read({}))).toMatchObject({ statusGroup: 'open' });
    expect(searchPageQuery(read({ status: 'any', country: 'France' }))).toMatchObject({ statusGroup: null, country: 'France' }); // prettier-ignore
  });
});
