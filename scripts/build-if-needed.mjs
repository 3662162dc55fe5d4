#!/usr/bin/env node
// Builds when dist/ is missing or older than what it is made from. Speaks on stderr, so that a command's output stays its own.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist', 'main.js');

/** Folders count too: their time moves when a file is removed. */
function newestUnder(path) {
  const own = { path, time: statSync(path).mtimeMs };
  if (!statSync(path).isDirectory()) return own;
  return readdirSync(path)
    .map((name) => newestUnder(join(path, name)))
    .reduce((newest, next) => (next.time > newest.time ? next : newest), own);
}

function reasonToBuild() {
  if (!existsSync(built)) return 'there is no build yet';
  const inputs = readdirSync(root).filter((name) =>
    /^(?:src|migrations|widget|package\.json|nest-cli\.json|tsconfig.*\.json)$/.test(name),
  );
  // What the element on other sites is made of beside them: its styles, and how it is made.
  inputs.push('assets/marks.css', 'assets/listing.css', 'scripts/build-widget.mjs');
  const newest = inputs
    .map((name) => newestUnder(join(root, name)))
    .reduce((newer, next) => (next.time > newer.time ? next : newer));
  return newest.time > statSync(built).mtimeMs ? `${relative(root, newest.path)} is newer than the build` : null;
}

const reason = reasonToBuild();
if (reason !== null) {
  process.stderr.write(`Building, because ${reason}.\n`);
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    // The compiler writes files even when it finds faults; without this the next start would take them for a good build.
    rmSync(built, { force: true });
    process.exit(1);
  }
}
