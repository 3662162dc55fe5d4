import { basename, dirname } from 'node:path';
import { openSnapshot, SnapshotError, type SnapshotLine } from './read-snapshot.js';
import { fileOf, findManifest, verifyFiles } from './releases/release-folder.js';
import { asSnapshotLine, readStudyLines } from './releases/release-lines.js';
import type { ReleaseManifest } from './releases/release-manifest.schema.js';

/**
 * The records of a snapshot or of a full release: a folder, or its `.gz` file. Everything is compared with the manifest
 * before this returns. Throws SnapshotError.
 */
export async function openRecords(path: string): Promise<AsyncIterable<SnapshotLine>> {
  const dir = path.endsWith('.gz') ? dirname(path) : path;
  const manifest = await findManifest(dir);
  if (manifest === null || !holds(manifest, path)) return openSnapshot(path);
  if (manifest.kind !== 'full') {
    throw new SnapshotError(path, 'a full release (`release rebuild` makes one)', 'an incremental one');
  }
  await verifyFiles(dir, manifest);
  return recordsOf(dir, manifest);
}

/** A `.gz` file beside a manifest may be a snapshot of its own. */
function holds({ files }: ReleaseManifest, path: string): boolean {
  return !path.endsWith('.gz') || files.some(({ name, role }) => role === 'studies' && name === basename(path));
}

async function* recordsOf(dir: string, manifest: ReleaseManifest): AsyncGenerator<SnapshotLine> {
  for await (const line of readStudyLines(dir, fileOf(manifest, 'studies').name)) yield asSnapshotLine(line);
}
