import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SnapshotError } from '../read-snapshot.js';
import { MANIFEST_FILE, RELEASE_FORMAT, releaseManifest, type ReleaseFile, type ReleaseManifest } from './release-manifest.schema.js'; // prettier-ignore

/** The manifest of a folder, null when it holds no release. Throws SnapshotError when it holds one that cannot be read. */
export async function findManifest(dir: string): Promise<ReleaseManifest | null> {
  const path = join(dir, MANIFEST_FILE);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const content = parseJson(text, path) as { format?: unknown };
  if (!String(content.format).startsWith('trialweave-release')) return null;
  const parsed = releaseManifest.safeParse(content);
  if (parsed.success) return parsed.data;
  const found = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new SnapshotError(path, `a manifest of ${RELEASE_FORMAT}`, found);
}

/** The manifests of every release in a folder of releases, newest first. */
export async function listManifests(releasesDir: string): Promise<ReleaseManifest[]> {
  const names = await readdir(releasesDir).catch(() => []);
  const ids = names.filter((name) => /^\d{6}$/.test(name)).sort();
  const found = await Promise.all(ids.reverse().map((id) => findManifest(join(releasesDir, id))));
  return found.filter((manifest) => manifest !== null);
}

/** The manifest of a folder that must hold a release. Throws SnapshotError. */
export async function readManifest(dir: string): Promise<ReleaseManifest> {
  const manifest = await findManifest(dir);
  if (manifest !== null) return manifest;
  throw new SnapshotError(join(dir, MANIFEST_FILE), 'the manifest of a release', 'none');
}

/** The file of a release that has a role. Throws SnapshotError where there is none. */
export function fileOf(manifest: ReleaseManifest, role: ReleaseFile['role']): ReleaseFile {
  const file = manifest.files.find((each) => each.role === role);
  if (file !== undefined) return file;
  throw new SnapshotError(`release ${manifest.releaseId}`, `a file of ${role}`, 'none');
}

/** Compares every file of a release with its manifest, packed and unpacked. Throws SnapshotError for the first that differs. */
export async function verifyFiles(dir: string, { files }: ReleaseManifest): Promise<void> {
  for (const { name, ...stated } of files) {
    const path = join(dir, name);
    const packed = await measure(path, createReadStream(path));
    expectEqual(path, 'bytes', stated.bytes, packed.bytes);
    expectEqual(path, 'sha256', stated.sha256, packed.sha256);
    const unpacked = await measure(path, pipeline(createReadStream(path), createGunzip(), () => undefined)); // prettier-ignore
    expectEqual(path, 'sha256 of the content', stated.contentSha256, unpacked.sha256);
    expectEqual(path, 'lines', stated.lines, unpacked.lines);
  }
}

/**
 * Makes the folder of a release: `fill` writes its files into a folder of another name and returns the manifest, which is
 * written last; then the folder gets its name. Whatever ends the process, under that name stands a whole release or nothing.
 * Nothing is made when `fill` returns null.
 */
export async function makeFolder(
  target: string,
  fill: (dir: string) => Promise<ReleaseManifest | null>,
): Promise<ReleaseManifest | null> {
  const dir = `${target}.${String(process.pid)}-${String(Date.now())}.unfinished`;
  await mkdir(dir, { recursive: true });
  try {
    const manifest = await fill(dir);
    if (manifest === null) return null;
    await writeFile(join(dir, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    await sync(dir);
    await rename(dir, target);
    await sync(dirname(target));
    return manifest;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function sync(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  await handle.sync().finally(() => handle.close());
}

async function measure(
  path: string,
  chunks: AsyncIterable<unknown>,
): Promise<{ sha256: string; bytes: number; lines: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  let lines = 0;
  try {
    for await (const chunk of chunks) {
      const part = chunk as Buffer;
      hash.update(part);
      bytes += part.length;
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines += 1;
    }
  } catch (error) {
    throw new SnapshotError(
      path,
      'a file that can be read to its end',
      error instanceof Error ? error.message : 'none',
    );
  }
  return { sha256: hash.digest('hex'), bytes, lines };
}

function expectEqual(path: string, what: string, stated: string | number, found: string | number): void {
  if (stated !== found) throw new SnapshotError(path, `${what} ${String(stated)}`, String(found));
}

function parseJson(text: string, path: string): object {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null ? content : {};
  } catch (error) {
    throw new SnapshotError(path, 'JSON', error instanceof Error ? error.message : String(error));
  }
}
