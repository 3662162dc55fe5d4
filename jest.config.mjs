/** One run, every kind of spec: unit beside the code, integration (both engines) and e2e under test/. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testTimeout: 60_000,
  // One process for all of them grows by what each leaves behind, until it mostly collects garbage: two that begin anew.
  maxWorkers: 2,
  workerIdleMemoryLimit: '900MB',
  reporters: ['default', '<rootDir>/scripts/test-summary-reporter.mjs'],
  transform: {
    '^.+\\.tsx?$': ['@swc/jest'],
    // ESM-only packages that CommonJS packages require(): Jest can require(esm) only on Node >= 24.9.
    '/node_modules/.*(?:cookie|content-disposition)/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!(?:.*/)?(?:cookie|content-disposition)/)'],
  moduleNameMapper: { '^#migrations$': '<rootDir>/migrations/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
};
