import { join } from 'node:path';
import { PackedWriter } from './packed-writer.js';
import { digestText, goneText, type GoneLine, type StudyLine } from './release-lines.js';
import type { Measures, ReleaseFile, ReleaseManifest } from './release-manifest.schema.js';

type Kind = ReleaseManifest['kind'];

/** The files of a release while they are written, study by study in the order of NCT numbers. */
export class ReleaseContents {
  private readonly counts = { studies: 0, added: 0, changed: 0, gone: 0 };
  /** Every study of the state; only measured when the release is incremental. */
  private readonly state: PackedWriter;
  private readonly changed: PackedWriter | null;
  private readonly gone: PackedWriter | null;
  private readonly digests: PackedWriter;

  constructor(dir: string, kind: Kind) {
    const file = (role: ReleaseFile['role']): PackedWriter => new PackedWriter(join(dir, NAME_OF[role]));
    this.state = kind === 'full' ? file('studies') : new PackedWriter(null);
    this.changed = kind === 'full' ? null : file('studies');
    this.gone = kind === 'full' ? null : file('gone');
    this.digests = file('digests');
  }

  /** Whether the state is another one than the release before led to. */
  get moved(): boolean {
    return this.counts.added + this.counts.changed + this.counts.gone > 0;
  }

  /** A study that is in the state; `before` is its digest in the release before, null where it was not in it. */
  async present(line: StudyLine, digest: string, before: string | null): Promise<void> {
    this.counts.studies += 1;
    await this.state.add(line.text);
    await this.digests.add(digestText({ nctId: line.nctId, digest }));
    if (digest === before) return;
    this.counts[before === null ? 'added' : 'changed'] += 1;
    await this.changed?.add(line.text);
  }

  /** A study that was in the release before and is not in the state. */
  async absent(line: GoneLine): Promise<void> {
    this.counts.gone += 1;
    await this.gone?.add(goneText(line));
  }

  /** Ends every file. */
  async finish(): Promise<Pick<ReleaseManifest, 'counts' | 'state' | 'files'>> {
    const state = await this.state.finish();
    const files = [named('studies', (await this.changed?.finish()) ?? state)];
    if (this.gone !== null) files.push(named('gone', await this.gone.finish()));
    files.push(named('digests', await this.digests.finish()));
    return { counts: this.counts, state, files };
  }

  /** Lets go of every file. */
  async abandon(): Promise<void> {
    const writers = [this.state, this.changed, this.gone, this.digests].filter((writer) => writer !== null);
    await Promise.all(writers.map((writer) => writer.abandon()));
  }
}

/** What the files of a release are called. */
const NAME_OF: Record<ReleaseFile['role'], string> = {
  studies: 'studies.ndjson.gz',
  gone: 'gone.ndjson.gz',
  digests: 'digests.txt.gz',
};

function named(role: ReleaseFile['role'], measures: Measures): ReleaseFile {
  return { name: NAME_OF[role], role, ...measures };
}
