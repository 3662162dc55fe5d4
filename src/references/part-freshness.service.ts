import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import type { SubjectKind } from '../model/question.js';
import { SourceStateStore, type SourceState } from '../source-status/source-state.store.js';
import type { SourceStatus } from '../model/source-status.js';
import { REFERENCE_SOURCES, type ReferenceSource } from '../sources/sources.types.js';
import { partStatus } from './part-status.js';
import { ReferenceReader } from './reference-reader.store.js';
import type { PartOfSource, PartStatus } from './references.types.js';

/** How fresh one part about one subject is. */
type SubjectPart = { subject: string; part: string; told: PartOfSource };

/** Best first: what is held of a live source, then what was shipped, then what may be missing altogether. */
const WORSE: readonly SourceStatus[] = ['fresh', 'stale', 'bundled', 'unavailable', 'never-synced'];

const NO_STUDIES =
  'No publications were looked up: they are looked up on the study an entry is about, or on late-phase studies with posted results.';
const NOT_PUT_TOGETHER = 'Which studies of this entry publications are looked up on is not known yet.';

/** How fresh the parts of records are, told when they are read because it moves with time alone. */
@Injectable()
export class PartFreshness {
  constructor(
    @Inject(REFERENCE_SOURCES) private readonly sources: readonly ReferenceSource[],
    private readonly references: ReferenceReader,
    private readonly states: SourceStateStore,
    private readonly clock: Clock,
  ) {}

  /** Every part that a source is asked for about drugs, by its id. */
  async ofDrug(drugId: string): Promise<Record<string, PartOfSource>> {
    const parts = await this.partsAbout('drug', this.sources, [`drug:${drugId}`]);
    return Object.fromEntries(parts.map(({ part, told }) => [part, told]));
  }

  /** The publications on an entry's key studies: as fresh as what is least fresh of the answers; null while the studies are not known. */
  async ofPublications(studies: readonly string[] | null): Promise<PartStatus> {
    const sources = this.sources.filter(({ pointers }) => pointers.publication !== undefined);
    const subjects = (studies ?? []).map((nctId) => `study:${nctId}`);
    const worst = worstOf(await this.partsAbout('study', sources, subjects));
    const reason = studies === null ? NOT_PUT_TOGETHER : NO_STUDIES;
    return worst ?? { status: 'never-synced', reason, asOf: null, lastSeenAt: null };
  }

  private async partsAbout(
    about: SubjectKind,
    sources: readonly ReferenceSource[],
    subjects: readonly string[],
  ): Promise<SubjectPart[]> {
    const sights = await this.references.sights(subjects);
    const now = this.clock.timestamp();
    const found = await Promise.all(
      sources.map(async ({ id, about: { title }, parts, freshHours }) => {
        const sourceFailedAt = failedAtOf(await this.states.get(id));
        const asked = parts.filter((part) => part.about === about);
        return asked.flatMap(({ id: part }) =>
          subjects.map((subject) => {
            const sight = sights.find((one) => one.source === id && one.part === part && one.subject === subject);
            const status = partStatus({ title, sight: sight ?? null, sourceFailedAt, freshHours, now });
            return { subject, part, told: { source: id, ...status } };
          }),
        );
      }),
    );
    return found.flat();
  }
}

/** When the source as a whole last failed, unless it was read since. */
function failedAtOf(state: SourceState | null): string | null {
  const failedAt = state?.lastFailureAt ?? null;
  return failedAt !== null && failedAt > (state?.lastSuccessAt ?? '') ? failedAt : null;
}

/** The least fresh of some parts, the one not seen for longest first; says of how many subjects that is true when not of all. */
function worstOf(parts: readonly SubjectPart[]): PartStatus | null {
  const [worst] = [...parts].sort((a, b) => badness(b) - badness(a) || seenAtOf(a) - seenAtOf(b));
  if (worst === undefined) return null;
  const { status, reason, asOf, lastSeenAt } = worst.told;
  const subjects = new Set(parts.map(({ subject }) => subject));
  const alike = new Set(parts.filter(({ told }) => told.status === status).map(({ subject }) => subject));
  const extent = `For ${alike.size} of ${subjects.size} studies: `;
  return {
    status,
    reason: reason === null || alike.size === subjects.size ? reason : extent + reason,
    asOf,
    lastSeenAt,
  };
}

function badness({ told }: SubjectPart): number {
  return WORSE.indexOf(told.status);
}

function seenAtOf({ told }: SubjectPart): number {
  return told.lastSeenAt === null ? 0 : Date.parse(told.lastSeenAt);
}
