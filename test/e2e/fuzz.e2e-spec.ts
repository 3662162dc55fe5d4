import { expect } from '@jest/globals';
import { describeFuzz } from '../support/fuzz-suite.js';

/** test/long holds the long run. */
describeFuzz({
  name: 'requests at random',
  seed: 20_261_129,
  calls: { sqlite: 5_000, postgres: 1_000 },
  also: (statuses, calls) => {
    expect(Object.keys(statuses)).toEqual(
      expect.arrayContaining(['200', '301', '304', '400', '404', '405', '406', '410', '414', '415', '431']),
    );
    expect(statuses['200']).toBeGreaterThan(calls / 4);
  },
});
