import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import type { ReferenceData } from '../../src/model/reference-record.js';
import { contentHash } from '../../src/model/content-hash.js';
import type { Origin } from '../../src/model/provenance.js';
import { ReferenceReader } from '../../src/references/reference-reader.store.js';
import { ReferenceStore, type SavedAnswer } from '../../src/references/reference.store.js';
import type { Answer } from '../../src/sources/reference-source.js';
import type { FieldProblem, SourceRecord } from '../../src/sources/source.js';
import { tablesOf } from '../../src/tables.js';
import { ENGINES, type TestDatabase } from '../support/databases.js';
import { FixedClock } from '../support/fixed-clock.js';

const KEY = { source: 'made-up-source', subject: 'drug:made-up', part: 'citations' };
const LATER = '2026-11-25T09:00:00.000Z';

type Stated = { title?: string; retrievedAt?: string; problems?: FieldProblem[]; types?: string[] };

/** A made-up publication as a source would send it. */
function received(pmid: string, origin: Origin, stated: Stated = {}): SourceRecord<ReferenceData> {
  const title = stated.title ?? `Made-up publication ${pmid}`;
  const data: ReferenceData = {
    kind: 'publication',
    pmid,
    title,
    ...{ journal: null, publishedOn: null, authors: [], doi: null, pmcid: null, languages: [] },
    publicationTypes: stated.types ?? ['Journal Article'],
  };
  const raw = { uid: pmid, title, types: stated.types ?? null };
  return {
    ...{ key: pmid, data, raw, origin, contentHash: contentHash(raw), problems: stated.problems ?? [] },
    retrievedAt: stated.retrievedAt ?? '2026-11-24T08:59:00.000Z',
    ...{ sourceUpdatedAt: null, dataDate: null, url: `https://example.org/made-up/${pmid}` },
  };
}

function answerOf(records: SourceRecord<ReferenceData>[], parts: Partial<Answer> = {}): Answer {
  const none = { rejections: [], notes: [], sourceUpdatedAt: null };
  return { records, total: records.length, isComplete: true, ...none, ...parts };
}

describe.each(ENGINES)('answers of reference sources on $engine', ({ create }) => {
  let own: TestDatabase;
  let database: Database;
  let store: ReferenceStore;
  let reader: ReferenceReader;
  const clock = new FixedClock();

  beforeEach(async () => {
    own = await create();
    database = await Database.openWriter(own.target, tablesOf);
    clock.set('2026-11-24T09:00:00.000Z');
    store = new ReferenceStore(clock);
    reader = new ReferenceReader(database);
  });

  afterEach(async () => {
    await database.close();
    await own.drop();
  });

  const save = (answer: Answer, origin: Origin): Promise<SavedAnswer> =>
    database.write((tx) => store.saveAnswer(tx, KEY, answer, { origin, subjectHash: null }));
  const held = () => database.write((tx) => reader.answersOf(tx, KEY.subject));
  const sight = async () => (await reader.sights([KEY.subject]))[0];

  it('keeps an answer without records apart from no answer at all', async () => {
    expect(await held()).toEqual([]);
    const saved = await save(answerOf([]), 'live');
    expect(saved).toMatchObject({ isNews: true, created: 0 });
    expect(await held()).toMatchObject([{ records: [], total: 0, isComplete: true }]);
  });

  it('tells of news once, and of the same answer again only when it was seen', async () => {
    const first = await save(answerOf([received('1', 'live'), received('2', 'live')]), 'live');
    expect(first).toMatchObject({ isNews: true, created: 2, updated: 0, unchanged: 0 });
    expect(first.changes.map(({ subject }) => subject)).toEqual(['publication:1', 'publication:2']);
    clock.set(LATER);
    const again = await save(answerOf([received('1', 'live'), received('2', 'live')]), 'live');
    expect(again).toEqual({ isNews: false, doubt: null, changes: [], created: 0, updated: 0, unchanged: 2 });
    expect(await held()).toMatchObject([{ retrievedAt: '2026-11-24T08:59:00.000Z' }]);
    expect(await sight()).toMatchObject({ seenAt: LATER, isHeld: true });
  });

  it('keeps every version of a record, and the last good value of a field that cannot be read', async () => {
    await save(answerOf([received('1', 'live', { title: 'Made-up title' })]), 'live');
    const problems = [{ field: 'publicationTypes', pointer: '/pubtype', detail: 'made up' }];
    const next = received('1', 'live', { title: 'Made-up title, corrected', problems, types: [] });
    const saved = await save(answerOf([next]), 'live');
    expect(saved).toMatchObject({ isNews: true, updated: 1 });
    expect(saved.changes).toEqual([
      { subject: 'publication:1', kind: 'updated', fields: ['title'], text: 'Changed: title.' },
    ]);
    const [answer] = await held();
    expect(answer?.records[0]?.data).toMatchObject({ publicationTypes: ['Journal Article'] });
    expect(await database.read.query('SELECT n FROM reference_version ORDER BY n')).toHaveLength(2);
  });

  it('no longer gives out a record that the source no longer lists', async () => {
    await save(answerOf([received('1', 'live'), received('2', 'live')]), 'live');
    expect(await save(answerOf([received('2', 'live')]), 'live')).toMatchObject({ isNews: true });
    expect((await held())[0]?.records.map(({ key }) => key)).toEqual(['2']);
  });

  it('never puts a shipped answer in the place of a live one, and notes when the live source vouches for a shipped one', async () => {
    await save(answerOf([received('1', 'bundled')]), 'bundled');
    expect(await held()).toMatchObject([{ origin: 'bundled', records: [{ origin: 'bundled' }] }]);
    expect(await sight()).toMatchObject({ seenAt: null, isHeld: true });
    expect(await save(answerOf([received('1', 'live')]), 'live')).toMatchObject({ isNews: true, unchanged: 1 });
    expect(await held()).toMatchObject([{ origin: 'live', records: [{ origin: 'live' }] }]);
    const shipped = answerOf([received('1', 'bundled', { title: 'Made-up older title' })]);
    expect(await save(shipped, 'bundled')).toMatchObject({ isNews: false, updated: 0 });
    expect((await held())[0]?.records[0]?.data).toMatchObject({ title: 'Made-up publication 1' });
  });

  it('keeps an unknown time of receipt unknown, and takes that of the live source once it says the same', async () => {
    await save(answerOf([received('1', 'bundled', { retrievedAt: '' })]), 'bundled');
    expect(await held()).toMatchObject([{ retrievedAt: null, records: [{ retrievedAt: null }] }]);
    expect(await reader.publication('1')).toMatchObject({ retrievedAt: null });
    const retrievedAt = '2026-11-24T08:58:00.000Z';
    await save(answerOf([received('1', 'live', { retrievedAt })]), 'live');
    expect(await held()).toMatchObject([{ retrievedAt, records: [{ retrievedAt, origin: 'live' }] }]);
  });

  it('notes a failure beside what was answered before, and forgets it with the next answer', async () => {
    await database.write((tx) => store.saveFailure(tx, KEY, 'The made-up source failed.'));
    expect(await held()).toEqual([]);
    expect(await sight()).toMatchObject({ isHeld: false, failure: 'The made-up source failed.' });
    await save(answerOf([received('1', 'live')]), 'live');
    expect(await sight()).toMatchObject({ isHeld: true, failure: null, failedAt: null });
    await database.write((tx) => store.saveFailure(tx, KEY, 'It failed again.'));
    expect(await held()).toMatchObject([{ records: [{ key: '1' }] }]);
    expect(await sight()).toMatchObject({ isHeld: true, failure: 'It failed again.' });
  });

  it('finds a publication, and the subjects whose answers name it', async () => {
    await save(answerOf([received('12345', 'live')]), 'live');
    expect(await reader.publication('12345')).toMatchObject({ data: { pmid: '12345' } });
    expect(await reader.publication('1')).toBeNull();
    expect(await reader.subjectsNaming(KEY.source, 'drug:', '12345')).toEqual([
      { subject: 'drug:made-up', part: 'citations' },
    ]);
    expect(await reader.subjectsNaming(KEY.source, 'study:', '12345')).toEqual([]);
  });
});
