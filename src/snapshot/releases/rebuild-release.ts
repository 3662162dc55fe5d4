import { join } from 'node:path';
import { SnapshotError } from '../read-snapshot.js';
import { mergeJoin } from './merge-join.js';
import { ReleaseContents } from './release-contents.js';
import { fileOf, findManifest, makeFolder, readManifest, verifyFiles } from './release-folder.js';
import { digestOf, readGoneLines, readStudyLines, type GoneLine, type StudyLine } from './release-lines.js';
import type { ReleaseManifest } from './release-manifest.schema.js';

type Link = { dir: string; manifest: ReleaseManifest };

/**
 * Rebuilds the full file of a release from a folder of releases: the last full one at or before it, and the incremental ones
 * after that. Every file is verified before anything is written, and the result against what the manifest says of the state.
 * Writes a folder that is a full release itself. Throws SnapshotError.
 */
export async function rebuildRelease(releasesDir: string, releaseId: string, target: string): Promise<ReleaseManifest> {
  if ((await findManifest(target)) !== null) throw new SnapshotError(target, 'a folder to be made', 'a release');
  const chain = await chainTo(releasesDir, releaseId);
  for (const { dir, manifest } of chain) await verifyFiles(dir, manifest);
  const wanted = chain.at(-1)?.manifest;
  const made = await makeFolder(target, async (dir) => {
    const { counts, state, files } = await written(new ReleaseContents(dir, 'full'), studiesOf(chain));
    if (wanted === undefined) return null;
    verifyState(releaseId, wanted, state);
    return { ...wanted, kind: 'full', counts: { ...wanted.counts, studies: counts.studies }, state, files };
  });
  if (made === null) throw new SnapshotError(releasesDir, `release ${releaseId}`, 'none');
  return made;
}

/** From the last full release to the one wanted, oldest first. */
async function chainTo(releasesDir: string, releaseId: string): Promise<Link[]> {
  const dir = join(releasesDir, releaseId);
  const manifest = await readManifest(dir);
  if (manifest.kind === 'full') return [{ dir, manifest }];
  if (manifest.previous === null || manifest.previous >= releaseId) {
    throw new SnapshotError(dir, 'an earlier release that it builds on', manifest.previous ?? 'none');
  }
  return [...(await chainTo(releasesDir, manifest.previous)), { dir, manifest }];
}

function studiesOf(chain: readonly Link[]): AsyncGenerator<StudyLine> {
  return chain
    .map(({ dir, manifest }) => ({
      studies: readStudyLines(dir, fileOf(manifest, 'studies').name),
      gone: manifest.kind === 'full' ? nothing() : readGoneLines(dir, fileOf(manifest, 'gone').name),
    }))
    .reduce<AsyncGenerator<StudyLine>>((before, { studies, gone }) => applied(before, studies, gone), nothing());
}

async function* nothing(): AsyncGenerator<never> {
  // The start of every chain.
}

/** The studies before, with what came or changed in their places and without what went. */
async function* applied(
  before: AsyncIterable<StudyLine>,
  studies: AsyncIterable<StudyLine>,
  gone: AsyncIterable<GoneLine>,
): AsyncGenerator<StudyLine> {
  for await (const [now, left] of mergeJoin(current(before, studies), gone)) {
    if (now !== null && left === null) yield now;
  }
}

async function* current(
  before: AsyncIterable<StudyLine>,
  studies: AsyncIterable<StudyLine>,
): AsyncGenerator<StudyLine> {
  for await (const [old, next] of mergeJoin(before, studies)) {
    const line = next ?? old;
    if (line !== null) yield line;
  }
}

async function written(
  contents: ReleaseContents,
  lines: AsyncIterable<StudyLine>,
): Promise<Pick<ReleaseManifest, 'counts' | 'state' | 'files'>> {
  try {
    for await (const line of lines) await contents.present(line, digestOf(line), null);
    return await contents.finish();
  } catch (error) {
    await contents.abandon();
    throw error;
  }
}

/** The content decides: another version of zlib may pack the same content to other bytes. */
function verifyState(releaseId: string, wanted: ReleaseManifest, state: ReleaseManifest['state']): void {
  if (state.contentSha256 === wanted.state.contentSha256) return;
  throw new SnapshotError(`release ${releaseId}`, `content sha256 ${wanted.state.contentSha256}`, state.contentSha256);
}
