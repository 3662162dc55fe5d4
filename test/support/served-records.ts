import 'reflect-metadata';
import { ClaimStore } from '../../src/claims/claim.store.js';
import { Database } from '../../src/database/database.js';
import { DrugStore } from '../../src/drugs/drug.store.js';
import { EntryStore } from '../../src/entries/entry.store.js';
import { GuideStore } from '../../src/guides/guide.store.js';
import { contentHash } from '../../src/model/content-hash.js';
import type { DrugDocument } from '../../src/model/drug.js';
import type { Publication } from '../../src/model/reference-record.js';
import { PartFreshness } from '../../src/references/part-freshness.service.js';
import { ReferenceReader } from '../../src/references/reference-reader.store.js';
import { ReferenceStore } from '../../src/references/reference.store.js';
import { SourceStateStore } from '../../src/source-status/source-state.store.js';
import type { Answer } from '../../src/sources/reference-source.js';
import type { SourceRecord } from '../../src/sources/source.js';
import type { ReferenceSource } from '../../src/sources/sources.types.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES } from './databases.js';
import { FixedClock } from './fixed-clock.js';
import { madeUpMerged, madeUpStatement } from './made-up-drugs.js';

/** A made-up source that is never asked; only what it says of itself counts. */
function madeUpSource(source: Pick<ReferenceSource, 'id' | 'parts' | 'freshHours' | 'pointers'>): ReferenceSource {
  const unasked = (): never => {
    throw new Error('not asked here');
  };
  const about = { title: `Source ${source.id}`, homepage: '', licence: '', attribution: '' };
  return { ...source, about, requestsPerDay: null, requestsSent: unasked, ask: unasked, read: unasked };
}

/** Two made-up sources: of drugs, and of publications on studies. */
export const MADE_UP_SOURCES: readonly ReferenceSource[] = [
  madeUpSource({
    id: 'made-up-labels',
    freshHours: 48,
    pointers: { label: { setId: '/set_id' } },
    parts: [
      { id: 'labels', about: 'drug', title: 'Labels' },
      { id: 'recalls', about: 'drug', title: 'Recalls' },
    ],
  }),
  madeUpSource({
    id: 'made-up-papers',
    freshHours: 48,
    pointers: { publication: { pmid: '/uid', title: '/title' } },
    parts: [
      { id: 'publications', about: 'study', title: 'Publications' },
      { id: 'mentions', about: 'study', title: 'Mentions' },
      { id: 'candidates', about: 'search', title: 'Candidates' },
    ],
  }),
];

/** An answer that holds nothing: the source has nothing. */
export const NOTHING: Answer = {
  records: [],
  rejections: [],
  total: 0,
  isComplete: true,
  notes: [],
  sourceUpdatedAt: null,
};

/** An answer of made-up publications. */
export function madeUpPublications(publications: readonly Publication[]): Answer {
  return { ...NOTHING, total: publications.length, records: publications.map(recordOf) };
}

function recordOf(data: Publication): SourceRecord<Publication> {
  return {
    key: data.pmid,
    data,
    raw: data,
    retrievedAt: '2026-11-20T06:00:00.000Z',
    sourceUpdatedAt: null,
    dataDate: null,
    url: `https://pubmed.ncbi.nlm.nih.gov/${data.pmid}/`,
    origin: 'live',
    contentHash: contentHash(data),
    problems: [],
  };
}

/** Real stores on a SQLite file of their own, filled by tests with made-up records. */
export class ServedRecords {
  readonly drugs: DrugStore;
  readonly guides: GuideStore;
  readonly entries: EntryStore;
  readonly claims: ClaimStore;
  readonly references: ReferenceReader;
  readonly answers: ReferenceStore;
  readonly states: SourceStateStore;
  readonly freshness: PartFreshness;

  private constructor(
    readonly database: Database,
    readonly clock: FixedClock,
    private readonly drop: () => Promise<void>,
  ) {
    this.drugs = new DrugStore(database);
    this.guides = new GuideStore(database, clock);
    this.entries = new EntryStore(database, clock);
    this.claims = new ClaimStore(database, clock);
    this.references = new ReferenceReader(database);
    this.answers = new ReferenceStore(clock);
    this.states = new SourceStateStore(database, clock);
    this.freshness = new PartFreshness(MADE_UP_SOURCES, this.references, this.states, clock);
  }

  static async open(): Promise<ServedRecords> {
    const [{ create } = { create: null }] = ENGINES;
    if (create === null) throw new Error('no engine to test on');
    const files = await create();
    const database = await Database.openWriter(files.target, tablesOf);
    return new ServedRecords(database, new FixedClock(), () => files.drop());
  }

  /** Follows drugs and stores what of them is merged; null for one that never was. */
  async saveDrugs(drugs: Record<string, DrugDocument | null>): Promise<void> {
    const followed = Object.keys(drugs).map((drugId) => {
      const statement = madeUpStatement(drugId);
      return { drug: { drugId, names: statement.names, identifiers: [] }, stated: [statement] };
    });
    await this.database.write(async (tx) => {
      await this.drugs.follow(tx, followed);
      for (const document of Object.values(drugs)) {
        if (document !== null) await this.drugs.replace(tx, madeUpMerged(document));
      }
    });
  }

  /** Stores what a source answered at the present time. */
  async answer(source: string, subject: string, part: string, answer: Answer, origin: 'live' | 'bundled' = 'live') {
    await this.database.write((tx) =>
      this.answers.saveAnswer(tx, { source, subject, part }, answer, { origin, subjectHash: null }),
    );
  }

  /** Notes that a source could not be read at the present time. */
  async fail(source: string, subject: string, part: string, failure: string): Promise<void> {
    await this.database.write((tx) => this.answers.saveFailure(tx, { source, subject, part }, failure));
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.drop();
  }
}
