import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { CONFIG, type Config } from '../../config/config.js';
import { SourceStatusService } from '../../source-status/source-status.service.js';
import { STUDY_SOURCES, type StudySource } from '../../sources/sources.types.js';
import { StudyReader, type KeptStudy } from '../../studies/study-reader.store.js';
import { mergeJoin } from './merge-join.js';
import { ReleaseContents } from './release-contents.js';
import { fileOf, makeFolder } from './release-folder.js';
import { digestOf, readDigestLines, studyLine, type DigestLine } from './release-lines.js';
import { RELEASE_FORMAT, type ReleaseManifest } from './release-manifest.schema.js';
import { ReleaseShelf } from './release-shelf.service.js';

/** Studies read at once; each comes with its whole record. */
const BATCH = 50;
/** What a process left behind that broke off; no release takes this long, in milliseconds. */
const LEFT_BEHIND_MS = 24 * 3_600_000;

/** What whoever makes a release has to say about it. */
export type ReleaseAbout = Pick<ReleaseManifest, 'madeBy' | 'disclaimer'>;

/** Makes releases of every stored study. */
@Injectable()
export class ReleaseMaker {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(STUDY_SOURCES) private readonly sources: readonly [StudySource],
    private readonly shelf: ReleaseShelf,
    private readonly studies: StudyReader,
    private readonly status: SourceStatusService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the next release: what moved since the one before, or every study when there is none or `full` asks for it.
   * Returns its manifest, null when nothing moved.
   */
  async make(full: boolean, about: ReleaseAbout): Promise<ReleaseManifest | null> {
    await this.removeLeftBehind();
    const previous = await this.shelf.newest();
    const kind = full || previous === null ? 'full' : 'incremental';
    const releaseId = String(Number(previous?.releaseId ?? 0) + 1).padStart(6, '0');
    return makeFolder(this.shelf.folderOf(releaseId), async (dir) => {
      const { dataVersion } = await this.status.meta();
      const contents = await this.fill(new ReleaseContents(dir, kind), previous, kind === 'full');
      if (contents === null) return null;
      const { licence, attribution } = this.sources[0].about;
      return {
        ...{ format: RELEASE_FORMAT, releaseId, kind, madeAt: this.clock.timestamp(), madeBy: about.madeBy },
        ...{ dataVersion, previous: previous?.releaseId ?? null, ...contents },
        ...{ disclaimer: about.disclaimer, licence, attribution },
      };
    });
  }

  /** Compares every stored study with the release before, and writes what belongs into the new one. */
  private async fill(
    contents: ReleaseContents,
    previous: ReleaseManifest | null,
    evenUnmoved: boolean,
  ): Promise<Pick<ReleaseManifest, 'counts' | 'state' | 'files'> | null> {
    try {
      for await (const [kept, before] of mergeJoin(this.kept(), this.digestsOf(previous))) {
        await this.put(contents, kept, before);
      }
      if (evenUnmoved || contents.moved) return await contents.finish();
      await contents.abandon();
      return null;
    } catch (error) {
      await contents.abandon();
      throw error;
    }
  }

  private async put(contents: ReleaseContents, kept: KeptStudy | null, before: DigestLine | null): Promise<void> {
    if (kept !== null && kept.body !== null) {
      const line = studyLine(this.sources[0].id, kept, kept.body);
      return contents.present(line, digestOf(line), before?.digest ?? null);
    }
    if (before !== null) await contents.absent({ nctId: before.nctId, goneAt: kept?.goneAt ?? null });
  }

  private async *kept(): AsyncGenerator<KeptStudy> {
    for (let after = 0; ;) {
      const batch = await this.studies.keptAfter(after, BATCH);
      const last = batch.at(-1);
      if (last === undefined) return;
      yield* batch;
      after = last.id;
    }
  }

  private async *digestsOf(release: ReleaseManifest | null): AsyncGenerator<DigestLine> {
    if (release === null) return;
    yield* readDigestLines(this.shelf.folderOf(release.releaseId), fileOf(release, 'digests').name);
  }

  private async removeLeftBehind(): Promise<void> {
    const names = await readdir(this.config.releasesDir).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.unfinished'))) {
      const path = join(this.config.releasesDir, name);
      const age = this.clock.now().getTime() - (await stat(path)).mtimeMs;
      if (age > LEFT_BEHIND_MS) await rm(path, { recursive: true, force: true });
    }
  }
}
