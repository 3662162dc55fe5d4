import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ChangeStore } from '../changes/change.store.js';
import { serviceVersion } from '../common/service-version.js';
import { Database } from '../database/database.js';
import { EntryStore } from '../entries/entry.store.js';
import { GuideStore, type LinkingState } from '../guides/guide.store.js';
import { LinkStore } from '../links/link.store.js';
import { nctNumber, parseNctId } from '../model/identifiers.js';
import type { Study } from '../model/study.js';
import { StudyReader } from '../studies/study-reader.store.js';
import { compileGuide, matchStudy, type CompiledGuide } from './match-study.js';

/** Name of the linker's cursor in the change log. */
const CONSUMER = 'linker';
/** Every release may match differently, so each links everything once again. */
const MATCHER = serviceVersion();
/** Studies in one write, so that each write is short. */
const BATCH = 200;

/** Keeps links and scopes in step with studies and guides, and marks the entries that are due to be merged. */
@Injectable()
export class Linker {
  private readonly compiled = new Map<string, { hash: string; guide: CompiledGuide }>();

  constructor(
    private readonly database: Database,
    private readonly changes: ChangeStore,
    private readonly guides: GuideStore,
    private readonly studies: StudyReader,
    private readonly links: LinkStore,
    private readonly entries: EntryStore,
  ) {}

  /** Whether studies or guides have changed since they were last linked; only reads. */
  async isBehind(): Promise<boolean> {
    return (await this.changes.isBehind(CONSUMER, 'study:')) || (await this.guides.anyUnlinked(MATCHER));
  }

  /** Works until nothing is left to link. Returns how many studies it looked at. */
  async drain(signal: AbortSignal | null = null): Promise<number> {
    let total = 0;
    for (;;) {
      const done = await this.database.write((tx) => this.relinkBatch(tx));
      const read = done > 0 ? 0 : await this.database.write((tx) => this.changesBatch(tx));
      total += done + read;
      if (done + read === 0 || signal?.aborted === true) return total;
    }
  }

  /** One batch of a guide whose content is new. 0 when every guide is current. */
  private async relinkBatch(tx: EntityManager): Promise<number> {
    const due = (await this.guides.linkingStates(tx, MATCHER)).find((state) => !state.isCurrent);
    if (due === undefined) return 0;
    const { guideId } = due.guide;
    const studies = await this.studies.bodiesAfter(tx, due.relinkCursor, BATCH);
    await this.linkAll(tx, due, studies);
    const last = studies.length < BATCH ? undefined : studies.at(-1);
    if (last === undefined) await this.guides.saveRelinked(tx, guideId, 0, due.linkHash);
    else await this.guides.saveRelinked(tx, guideId, last.id, null);
    return Math.max(studies.length, 1);
  }

  /** One batch of changed studies, for every guide. 0 when there are none. */
  private async changesBatch(tx: EntityManager): Promise<number> {
    const changes = await this.changes.nextFor(tx, CONSUMER, 'study:', BATCH);
    const last = changes.at(-1);
    if (last === undefined) return 0;
    const ids = [...new Set(changes.map((change) => change.subject))].flatMap(studyNumber);
    const studies = await this.studies.bodiesOf(tx, ids);
    for (const state of await this.guides.linkingStates(tx, MATCHER)) await this.linkAll(tx, state, studies);
    for (const [guideId, entryIds] of await this.links.entriesOf(tx, ids)) {
      await this.entries.markDue(tx, guideId, entryIds);
    }
    await this.changes.advance(tx, CONSUMER, last.id);
    return changes.length;
  }

  private async linkAll(
    tx: EntityManager,
    state: LinkingState,
    studies: { id: number; study: Study }[],
  ): Promise<void> {
    const compiled = this.compile(state);
    const found = studies.map(({ study }) => ({ nctId: study.nctId, ...matchStudy(compiled, study) }));
    const moved = await this.links.replace(tx, state.guide.guideId, found);
    await this.entries.markDue(tx, state.guide.guideId, moved);
  }

  private compile(state: LinkingState): CompiledGuide {
    const { guideId } = state.guide;
    const known = this.compiled.get(guideId);
    if (known?.hash === state.linkHash) return known.guide;
    const guide = compileGuide(state.guide);
    this.compiled.set(guideId, { hash: state.linkHash, guide });
    return guide;
  }
}

/** The study number in a change subject `study:NCT…`. */
function studyNumber(subject: string): number[] {
  const nctId = parseNctId(subject.slice('study:'.length));
  return nctId === null ? [] : [nctNumber(nctId)];
}
