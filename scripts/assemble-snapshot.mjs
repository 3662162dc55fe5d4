#!/usr/bin/env node
// Makes data/snapshot from data/snapshot/sources: npm run build && npm run snapshot:assemble
import { fileURLToPath } from 'node:url';
import { composeLines } from '../dist/snapshot/compose.js';
import { nctIdOf } from '../dist/snapshot/read-snapshot.js';
import { readSources } from '../dist/snapshot/snapshot-sources.js';
import { writeSnapshot } from '../dist/snapshot/write-snapshot.js';

const folder = fileURLToPath(new URL('../data/snapshot', import.meta.url));

const { captures, whole } = await readSources(`${folder}/sources`);
const lines = composeLines(captures, whole);
const shipped = new Set(lines.map((line) => nctIdOf(line.raw)));
const untitled = [...new Set(captures.map((capture) => capture.nctId))].filter((nctId) => !shipped.has(nctId));

const manifest = await writeSnapshot(folder, lines, {
  madeBy: 'npm run snapshot:assemble (scripts/assemble-snapshot.mjs) from data/snapshot/sources',
  terms: [
    'The records are from ClinicalTrials.gov, a service of the U.S. National Library of Medicine, and under its terms of use: name the registry as the source, show the date of the data, and say what was changed.',
    'The National Library of Medicine does not endorse this project and answers for nothing in it.',
    'Repositories in which whole records were found, with commit and licence: sources/MANIFEST.json.',
  ],
  notes: [
    'bundled: a whole record as the registry sent it, values unchanged; dataDate is the date the registry gives its data.',
    'assembled: put together from captures of registry pages by the rules of docs/decisions/0004-assembled-records.md; its status is last known on dataDate (null: on an unknown day) and never counts as open.',
    `Left out because no capture prints a brief title: ${untitled.join(', ')}.`,
  ],
  origins: lines.map((line) => ({
    nctId: nctIdOf(line.raw) ?? '',
    dataDate: line.dataDate,
    origin: line.origin,
    from: line.captures,
  })),
});

const { records, studies, recordsByOrigin, bytes } = manifest;
console.log(
  `${records} records of ${studies} studies (${recordsByOrigin.bundled} bundled, ${recordsByOrigin.assembled} assembled), ${bytes} bytes; left out: ${untitled.join(', ')}`,
);
