import type { INestApplicationContext } from '@nestjs/common';
import { DISCLAIMER } from '../api/envelopes.service.js';
import { serviceVersion } from '../common/service-version.js';
import { rebuildRelease } from '../snapshot/releases/rebuild-release.js';
import { listManifests } from '../snapshot/releases/release-folder.js';
import { ReleaseMaker } from '../snapshot/releases/release-maker.service.js';
import type { ReleaseManifest } from '../snapshot/releases/release-manifest.schema.js';
import { EXIT } from './exit-code.js';

/** `release make`: the next release of every stored study. */
export async function releaseMake(context: INestApplicationContext, full: boolean): Promise<number> {
  const about = { madeBy: `trialweave ${serviceVersion()}`, disclaimer: DISCLAIMER };
  const manifest = await context.get(ReleaseMaker).make(full, about);
  process.stdout.write(manifest === null ? 'nothing moved since the last release; none was made\n' : line(manifest));
  return EXIT.clean;
}

/** `release rebuild`: the full file of a release, or of the newest one, from a folder of releases. */
export async function releaseRebuild(folder: string, target: string, releaseId: string | null): Promise<number> {
  const wanted = releaseId ?? (await listManifests(folder))[0]?.releaseId;
  if (wanted === undefined) {
    process.stderr.write(`${folder}: there is no release here\n`);
    return EXIT.failed;
  }
  process.stdout.write(line(await rebuildRelease(folder, wanted, target)));
  return EXIT.clean;
}

function line({ releaseId, kind, counts, state }: ReleaseManifest): string {
  const { studies, added, changed, gone } = counts;
  const figures = Object.entries({ studies, added, changed, gone }).map(([name, count]) => `${String(count)} ${name}`);
  return `release ${releaseId} (${kind}): ${figures.join(', ')}, sha256 of the state ${state.contentSha256}\n`;
}
