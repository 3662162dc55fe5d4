// The TypeScript client, made from the description of the service.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';

/** Where it lives; every file there is generated. */
export const CLIENT_DIR = 'clients/typescript/src';

/** Its files by path. It is made in an empty folder elsewhere, so that nothing around it has a say in it. */
export async function typescriptClient(document) {
  const dir = mkdtempSync(join(tmpdir(), 'trialweave-client-'));
  await createClient({
    input: structuredClone(document),
    output: { path: dir, module: { extension: '.js' }, tsConfigPath: null },
    plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
    logs: { level: 'silent', file: false },
  });
  const made = filesUnder(dir).map((name) => [`${CLIENT_DIR}/${name}`, readFileSync(join(dir, name), 'utf8')]);
  rmSync(dir, { recursive: true });
  return Object.fromEntries(made);
}

/** Files of a folder and those in it, as paths from there. */
export function filesUnder(dir) {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dir.length + 1))
    .sort();
}
