import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { asReceived } from '../../test/support/studies.js';
import { readGuides } from '../guides/read-guides.js';
import type { Study } from '../model/study.js';
import { readSnapshot } from '../snapshot/read-snapshot.js';
import { evaluate, partOf, type Evaluation, type LabelledStudy, type LabelReading } from './evaluation.js';
import { compileGuide, matchStudy, type CompiledGuide } from './match-study.js';

type AddedLabel = LabelledStudy & { record: 'studies' | 'pivotal' };
type RawRecord = { derivedSection: { miscInfoModule: { versionHolder: string } } };

const read = (name: string): unknown => JSON.parse(readFileSync(`test/fixtures/linking/${name}`, 'utf8'));

async function readStudies(): Promise<Map<string, Study>> {
  const text = gunzipSync(readFileSync('test/fixtures/clinicaltrials-gov/studies.ndjson.gz')).toString('utf8');
  const whole = text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as RawRecord); // prettier-ignore
  const dateOf = (raw: RawRecord): string => raw.derivedSection.miscInfoModule.versionHolder;
  const records: unknown[] = whole.sort((a, b) => dateOf(a).localeCompare(dateOf(b)));
  const assembled: unknown[] = [];
  for await (const { raw } of readSnapshot('data/snapshot')) assembled.push(raw);
  return new Map([...assembled, ...records].map((raw) => asReceived(raw).data).map((study) => [study.nctId, study]));
}

/** Links of the shipped guide against the hand labels; the figures themselves stand in docs/linking.md. */
describe('Links of the shipped guide against hand labels', () => {
  let studies: Map<string, Study>;
  let guide: CompiledGuide;
  const reading = read('reading.json') as LabelReading;
  const given = read('labels.json') as LabelledStudy[];
  const added = read('labels.added.json') as AddedLabel[];
  const fresh = read('labels.fresh.json') as LabelledStudy[];
  const audit = read('labels.audit.json') as LabelledStudy[];

  beforeAll(async () => {
    studies = await readStudies();
    const [shipped] = (await readGuides('guides')).guides;
    guide = compileGuide(shipped!);
  });

  function figures(labels: LabelledStudy[]): Evaluation {
    const judged = labels.flatMap((label) => {
      const study = studies.get(label.nctId);
      return study === undefined ? [] : [{ label, match: matchStudy(guide, study) }];
    });
    expect(judged.length).toBeGreaterThan(0.9 * labels.length);
    return evaluate(judged, reading);
  }

  const whole = added.filter(({ record }) => record === 'studies');
  const sets: [string, LabelledStudy[], number][] = [
    ['the developing part of the given labels', given.filter(({ nctId }) => partOf(nctId) === 'dev'), 0.95],
    ['the part of the given labels held aside', given.filter(({ nctId }) => partOf(nctId) === 'held'), 0.9],
    ['our labels of whole records', whole, 0.95],
    ['our labels drawn at random', fresh, 0.9],
    ['our labels of the audit', audit, 0.95],
    ['our labels of assembled records', added.filter(({ record }) => record === 'pivotal'), 0.85],
  ];

  it.each(sets)('are precise and complete on %s', (_, labels, role) => {
    const result = figures(labels);
    expect(result.precision.value).toBeGreaterThanOrEqual(0.98);
    expect(result.recall.value).toBeGreaterThanOrEqual(0.97);
    expect(result.role.value).toBeGreaterThanOrEqual(role);
    expect(result.scope.value).toBeGreaterThanOrEqual(0.95);
  });

  it('cover every entry that a study can be about with at least one label', () => {
    const labelled = new Set(
      [...given, ...added, ...fresh, ...audit].flatMap(({ must }) => must.map(({ entry }) => entry)),
    );
    const aliased = new Set(Object.keys(reading.aliases));
    const linkable = guide.entries.filter(({ kind, entryId }) => kind !== 'factor' && !aliased.has(entryId));
    expect(linkable.map(({ entryId }) => entryId).filter((entryId) => !labelled.has(entryId))).toEqual([
      'percutaneous-ethanol-injection',
    ]);
  });
});
