#!/usr/bin/env node
// Writes every file that is made from the code; with --check it only says which of them are stale, and fails.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import 'reflect-metadata';
import { buildOpenApi } from '../dist/api/openapi-document.js';
import { configurationMarkdown } from '../dist/config/configuration-page.js';
import { Database } from '../dist/database/database.js';
import { exportColumnsMarkdown } from '../dist/exports/export-columns-page.js';
import { guideJsonSchemas } from '../dist/guides/guide-json-schema.js';
import { errorsMarkdown } from '../dist/http/problem-body.js';
import { mergePolicyMarkdown } from '../dist/merge/drugs/policy-page.js';
import { fieldMapMarkdown } from '../dist/sources/clinicaltrials-gov/field-map-page.js';
import { tablesOf } from '../dist/tables.js';
import { CLIENT_DIR, filesUnder, typescriptClient } from './typescript-client.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The schema as SQLite itself states it after every migration. */
async function schemaSql() {
  const dir = mkdtempSync(join(tmpdir(), 'trialweave-schema-'));
  const database = await Database.openWriter({ engine: 'sqlite', path: join(dir, 'schema.sqlite') }, tablesOf);
  const rows = await database.read.query(
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC, name",
  );
  await database.close();
  rmSync(dir, { recursive: true });
  return `-- Made by \`npm run generate\`; do not edit.\n${rows.map(({ sql }) => `${sql};\n`).join('')}`;
}

const openApi = buildOpenApi();
const files = {
  'openapi.json': `${JSON.stringify(openApi, null, 2)}\n`,
  ...(await typescriptClient(openApi)),
  'docs/generated/configuration.md': configurationMarkdown(),
  'docs/generated/errors.md': errorsMarkdown(),
  'docs/generated/merge-policy.md': mergePolicyMarkdown(),
  'docs/generated/export-columns.md': exportColumnsMarkdown(),
  'docs/generated/field-map.md': fieldMapMarkdown(),
  'docs/generated/schema.sqlite.sql': await schemaSql(),
  ...guideJsonSchemas(),
};

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** What an older description brought and this one does not. */
const clientDir = join(root, CLIENT_DIR);
const leftOver = (existsSync(clientDir) ? filesUnder(clientDir) : [])
  .map((name) => `${CLIENT_DIR}/${name}`)
  .filter((path) => !(path in files));

const stale = Object.entries(files).filter(([path, content]) => read(join(root, path)) !== content);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is stale: run npm run generate`);
  for (const path of leftOver) console.error(`${path} is no longer made: run npm run generate`);
  process.exitCode = stale.length + leftOver.length > 0 ? 1 : 0;
} else {
  for (const [path, content] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    console.log(`wrote ${path}`);
  }
  for (const path of leftOver) {
    rmSync(join(root, path));
    console.log(`removed ${path}`);
  }
}
