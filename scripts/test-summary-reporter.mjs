// Jest reporter: ends the output with "N passed, N failed" and lets nothing pass unseen. A whole run also fails when a
// test is skipped or left for later, or when a spec file on disk ran no test. With TEST_SUMMARY_FILE the figures are
// also written to that file, as JSON.
import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SPEC = /[.-]spec\.(?:ts|mts|js|mjs|tsx)$/;
// The long tier is a run of its own.
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', '.git', 'long']);

function specsUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return specsUnder(path);
    return SPEC.test(entry.name) ? [path] : [];
  });
}

const isRun = (test) => test.status === 'passed' || test.status === 'failed';

function faultsOf(root, results) {
  const ran = new Map(results.testResults.map((file) => [file.testFilePath, file.testResults]));
  const broken = new Set(results.testResults.filter((file) => file.testExecError).map((file) => file.testFilePath));
  const empty = specsUnder(root)
    .filter((path) => !broken.has(path) && !ran.get(path)?.some(isRun))
    .map((path) => `${relative(root, path)} ran no test`);
  const left = [...ran].flatMap(([path, tests]) =>
    tests.filter((test) => !isRun(test)).map((test) => `${relative(root, path)}: ${test.status}: ${test.fullName}`),
  );
  return [...empty, ...left];
}

export default class TestSummaryReporter {
  #globalConfig;
  #faults = [];

  constructor(globalConfig) {
    this.#globalConfig = globalConfig;
  }

  onRunComplete(_contexts, results) {
    if (this.#isWholeRun()) this.#faults = faultsOf(this.#globalConfig.rootDir, results);
    for (const fault of this.#faults) process.stderr.write(`Not accepted: ${fault}\n`);
    const passed = results.numPassedTests;
    // A file that cannot even be loaded counts as one failure; it has no test that could fail.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites + this.#faults.length;
    const file = process.env['TEST_SUMMARY_FILE'];
    if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
    // Jest prints its own summary after every reporter.
    process.once('exit', () => process.stderr.write(`${passed} passed, ${failed} failed\n`));
  }

  /** Jest fails the run when a reporter returns an error here. */
  getLastError() {
    if (this.#faults.length > 0) return new Error('tests were skipped, or spec files ran no test');
    return undefined;
  }

  #isWholeRun() {
    const { testNamePattern, testPathPatterns, onlyChanged, onlyFailures, shard } = this.#globalConfig;
    const isNarrowed = Boolean(testNamePattern) || (testPathPatterns?.patterns?.length ?? 0) > 0;
    return !isNarrowed && !onlyChanged && !onlyFailures && !shard;
  }
}
