#!/usr/bin/env node
// Compares links with the hand-labelled studies in test/fixtures/linking: npm run eval:linking [-- --bench]
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { readGuides } from '../dist/guides/read-guides.js';
import { evaluate, partOf } from '../dist/linking/evaluation.js';
import { compileGuide, matchStudy } from '../dist/linking/match-study.js';
import { readSnapshot } from '../dist/snapshot/read-snapshot.js';
import { mapStudyRecord } from '../dist/sources/clinicaltrials-gov/mapper.js';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const json = (name) => JSON.parse(readFileSync(at(`test/fixtures/linking/${name}`), 'utf8'));

/** The latest version of every study: whole records first, then those put together from captures. */
async function readStudies() {
  const lines = gunzipSync(readFileSync(at('test/fixtures/clinicaltrials-gov/studies.ndjson.gz'))).toString('utf8');
  const whole = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const dateOf = (raw) => raw.derivedSection.miscInfoModule.versionHolder;
  whole.sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : 1));
  const assembled = [];
  for await (const line of readSnapshot(at('data/snapshot'))) assembled.push(line.raw);
  const studies = new Map();
  for (const raw of [...assembled, ...whole]) {
    const { record } = mapStudyRecord(raw, {
      retrievedAt: new Date().toISOString(),
      dataDate: null,
      origin: 'bundled',
    });
    if (record !== undefined) studies.set(record.data.nctId, record.data);
  }
  return studies;
}

const percent = ({ hits, total, value, low, high }) =>
  value === null
    ? 'nothing counted'
    : `${(100 * value).toFixed(1)} % (${hits}/${total}; 95 % interval ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;

function report(name, labels, studies, guide, reading) {
  const known = labels.filter(({ nctId }) => studies.has(nctId));
  const judged = known.map((label) => ({ label, match: matchStudy(guide, studies.get(label.nctId)) }));
  const result = evaluate(judged, reading);
  console.log(`\n${name}: ${result.studies} studies`);
  if (known.length < labels.length)
    console.log(`  ${labels.length - known.length} labelled studies have no record here`);
  for (const key of ['precision', 'recall', 'role', 'scope']) console.log(`  ${key.padEnd(10)}${percent(result[key])}`);
  console.log(`  F1        ${result.f1?.toFixed(3) ?? 'nothing counted'}`);
  for (const error of result.errors) console.log(`  - ${error}`);
  return judged;
}

function reportEntries(judged, reading) {
  console.log('\nBy entry (right, wrong, missed), all sets together');
  for (const { entry, right, wrong, missed } of evaluate(judged, reading).byEntry) {
    console.log(`  ${entry.padEnd(40)}${right}  ${wrong}  ${missed}`);
  }
}

function bench(studies, guide) {
  const all = [...studies.values()];
  for (const study of all) matchStudy(guide, study);
  const start = performance.now();
  for (const study of all) matchStudy(guide, study);
  const seconds = (performance.now() - start) / 1000;
  console.log(`\n${all.length} studies in ${seconds.toFixed(2)} s: ${Math.round(all.length / seconds)} a second`);
}

const { guides, faults } = await readGuides(at('guides'));
if (guides[0] === undefined) throw new Error(`no guide could be read: ${JSON.stringify(faults)}`);
const guide = compileGuide(guides[0]);
const reading = json('reading.json');
const studies = await readStudies();
const given = json('labels.json');
const added = json('labels.added.json');
const inPart = (labels, part) => labels.filter(({ nctId }) => partOf(nctId) === part);
const whole = added.filter(({ record }) => record === 'studies');
const assembled = added.filter(({ record }) => record === 'pivotal');

const sets = [
  ['Given labels, developing part', inPart(given, 'dev')],
  ['Given labels, part held aside', inPart(given, 'held')],
  ['Labelled by us, developing part', inPart(whole, 'dev')],
  ['Labelled by us, part held aside', inPart(whole, 'held')],
  ['Labelled by us, last set, untouched before its labels were written', json('labels.fresh.json')],
  ['Labelled by us for the audit', json('labels.audit.json')],
  ['Labelled by us, records assembled from captures', assembled],
];
const judged = sets.flatMap(([name, labels]) => report(name, labels, studies, guide, reading));
reportEntries(judged, reading);
if (process.argv.includes('--bench')) bench(studies, guide);
