import { Inject, Injectable } from '@nestjs/common';
import { TrustToday } from '../api/trust-today.service.js';
import { inTurns } from '../common/in-turns.js';
import { CONFIG, type Config } from '../config/config.js';
import { decodeCursor, encodeCursor, isRowNumber } from '../http/cursor.js';
import { GuideSynonyms } from '../guides/guide-synonyms.service.js';
import { badParameters, MovedError, ProblemError, studyGone, studyNotFound } from '../http/problem.js';
import { parseNctId } from '../model/identifiers.js';
import { isPartialDate } from '../model/partial-date.js';
import type { StudyFilter, StudyPosition } from '../studies/study-filter.types.js';
import { StudyQuery, type StudyPage } from '../studies/study-query.store.js';
import { StudyReader } from '../studies/study-reader.store.js';
import { searchBundle, type SearchBundle } from './bundle.js';
import { baseOf, FHIR_PATH, linkOf } from './fhir-address.js';
import type { FhirCall } from './fhir-call.js';
import type { ResearchStudyQuery } from './fhir.parameters.js';
import { researchStudyOf, type StudyResource } from './research-study.js';
import { filterOf } from './study-filter.js';

/** Resources made in one turn of the event loop: each is made from the whole record. */
const SLICE = 10;

const NOTHING: StudyPage = { rows: [], next: null, totalCount: 0, totalIsExact: true, ranks: [] };

/** Studies as FHIR resources. */
@Injectable()
export class ResearchStudies {
  constructor(
    private readonly studies: StudyReader,
    private readonly lists: StudyQuery,
    private readonly trust: TrustToday,
    private readonly synonyms: GuideSynonyms,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** One study. Throws 301 for a former or otherwise spelled number, and problems: 404 unknown, 410 removed. */
  async read(id: string): Promise<StudyResource> {
    const nctId = parseNctId(id);
    if (nctId === null) throw studyNotFound(id.slice(0, 40));
    const stored = await this.studies.find(nctId);
    const address = stored === null ? await this.studies.canonicalOf(nctId) : nctId;
    if (address === null) throw studyNotFound(nctId);
    if (stored === null || id !== nctId) throw new MovedError(`${FHIR_PATH}/ResearchStudy/${address}`);
    if (stored.goneAt !== null) throw studyGone(nctId, stored.goneAt, null);
    return researchStudyOf(stored, this.trust.window());
  }

  /** A page of the studies that match. Throws a 400 problem for a cursor of another search. */
  async search(query: ResearchStudyQuery, call: FhirCall): Promise<SearchBundle> {
    const { publicUrl } = this.config;
    const { _count, _summary, _cursor, ...wanted } = query;
    const bound = { list: 'ResearchStudy', ...wanted, _format: null };
    const after = _cursor === null ? null : positionOf(_cursor, bound);
    const page = await this.page(
      filterOf(query, await this.synonyms.current()),
      after,
      _summary === 'count' ? 0 : _count,
    );
    const next = page.next === null ? null : encodeCursor([page.next.value, page.next.id], bound);
    return searchBundle({
      base: baseOf(publicUrl, call),
      links: [
        { relation: 'self', url: linkOf(publicUrl, call) },
        ...(next === null ? [] : [{ relation: 'next', url: linkOf(publicUrl, call, next) }]),
      ],
      total: page.totalIsExact ? page.totalCount : null,
      found: await this.resources(page),
      ignored: call.ignored,
    });
  }

  private async page(filter: StudyFilter | null, after: StudyPosition | null, limit: number): Promise<StudyPage> {
    if (filter === null) return NOTHING;
    const window = this.trust.window();
    return this.lists.page({ filter, window, sort: 'lastUpdate', order: 'desc', after, limit });
  }

  private async resources({ rows }: StudyPage): Promise<StudyResource[]> {
    const window = this.trust.window();
    const nctIds = rows.flatMap(({ nctId }) => parseNctId(nctId) ?? []);
    return inTurns(nctIds, SLICE, async (slice) =>
      (await this.studies.findMany(slice)).map((study) => researchStudyOf(study, window)),
    );
  }
}

/** Anybody can write a cursor, so its parts are checked like any input before a query sees them. */
function positionOf(cursor: string, bound: unknown): StudyPosition {
  const [value = null, id] = readCursor(cursor, bound);
  const isDate = value === null || (typeof value === 'string' && isPartialDate(value));
  if (isDate && isRowNumber(id)) return { rank: null, value, id };
  throw wrongCursor();
}

function readCursor(cursor: string, bound: unknown): ReturnType<typeof decodeCursor> {
  try {
    return decodeCursor(cursor, bound, 2);
  } catch (error) {
    throw error instanceof ProblemError ? wrongCursor() : error;
  }
}

function wrongCursor(): ProblemError {
  const detail = 'This is not a cursor of this search; follow the `next` link of an earlier answer as it is.';
  return badParameters([{ parameter: '_cursor', detail }]);
}
