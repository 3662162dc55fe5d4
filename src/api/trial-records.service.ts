import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import { badParameters, MovedError, studyGone, studyNotFound } from '../http/problem.js';
import { LinkStore } from '../links/link.store.js';
import { parseNctId, type NctId } from '../model/identifiers.js';
import { STUDY_SOURCES, type StudySource } from '../sources/sources.types.js';
import { StudyReader, type StoredStudy } from '../studies/study-reader.store.js';
import type { Trial } from './schemas/study.schema.js';
import { lastKnownOf, trialOf } from './trial-view.js';
import { TrustToday } from './trust-today.service.js';

const unpack = promisify(gunzip);

/** Single studies, as they are served. */
@Injectable()
export class TrialRecords {
  constructor(
    private readonly studies: StudyReader,
    private readonly links: LinkStore,
    private readonly trust: TrustToday,
    @Inject(STUDY_SOURCES) private readonly sources: readonly [StudySource],
  ) {}

  /** One study. Throws 301 for a former number, and problems: 400 malformed, 404 unknown, 410 removed. */
  async get(given: string): Promise<Trial> {
    const stored = await this.stored(given, '');
    const { nctId } = stored.study;
    const [links, scopes, versions] = await Promise.all([
      this.links.forStudy(nctId),
      this.links.scopesOf(nctId),
      this.studies.versions(nctId),
    ]);
    const [source] = this.sources;
    return trialOf(stored, { links, scopes, versions, source, window: this.trust.window() });
  }

  /** The record as received: bytes of JSON. Throws as `get` does. */
  async raw(given: string): Promise<Buffer> {
    const { nctId } = (await this.stored(given, '/raw')).study;
    const packed = await this.studies.raw(nctId);
    if (packed === null) throw studyNotFound(nctId);
    return unpack(packed);
  }

  private async stored(given: string, rest: string): Promise<StoredStudy> {
    const nctId = requireNctId(given);
    const stored = await this.studies.find(nctId);
    if (stored === null) throw await this.absent(nctId, rest);
    if (stored.goneAt !== null) throw studyGone(nctId, stored.goneAt, lastKnownOf(stored));
    return stored;
  }

  private async absent(nctId: NctId, rest: string): Promise<Error> {
    const canonical = await this.studies.canonicalOf(nctId);
    return canonical === null ? studyNotFound(nctId) : new MovedError(`/v1/trials/${canonical}${rest}`);
  }
}

function requireNctId(given: string): NctId {
  const nctId = parseNctId(given);
  if (nctId !== null) return nctId;
  const detail = `"${given.slice(0, 40)}" is no NCT number; expected NCT and 8 digits.`;
  throw badParameters([{ parameter: 'nctId', detail }]);
}
