import config from './jest.config.mjs';

/** The long tier (`npm run test:long`): the same means, many more rounds. */
export default {
  ...config,
  roots: ['<rootDir>/test/long'],
  testMatch: ['**/*.long-spec.ts'],
  testTimeout: 30 * 60_000,
  reporters: ['default'],
};
