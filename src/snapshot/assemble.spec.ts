import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { assembleVersions, type AssembledVersion, type CaptureRecord } from './assemble.js';
import { fieldsOf, type Json, type JsonObject } from './carry-forward.js';
import { composeLines } from './compose.js';
import { nctIdOf, readSnapshot, type SnapshotLine } from './read-snapshot.js';
import { readSources } from './snapshot-sources.js';

const FOLDER = fileURLToPath(new URL('../../data/snapshot', import.meta.url));

/** A made-up capture: `protocol` maps modules to fields. */
function capture(versionDate: string | null, protocol: Record<string, JsonObject>, marks: Partial<CaptureRecord> = {}) {
  const identificationModule: JsonObject = { nctId: 'NCT00000001', ...protocol['identificationModule'] };
  const study: JsonObject = { protocolSection: { ...protocol, identificationModule } };
  const page = `https://example.org/${versionDate ?? 'undated'}`;
  return {
    nctId: 'NCT00000001',
    versionDate,
    captures: [page],
    partialFields: [],
    restatedFields: [],
    study,
    ...marks,
  };
}

const title = { briefTitle: 'A made-up study' };

function field(version: AssembledVersion | undefined, name: string): Json | undefined {
  return version === undefined ? undefined : fieldsOf(version.study).get(name);
}

function statuses(versions: readonly AssembledVersion[]): unknown[] {
  return versions.map((version) => [version.versionDate, field(version, 'statusModule.overallStatus') ?? null]);
}

/** Every leaf of a value with its path; list positions do not count, because lists are taken over whole. */
function leavesOf(value: Json | undefined, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [`${path} = ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}/${key}`));
}

describe('assembling records from captures (made-up captures)', () => {
  it('carries what is known forward and lets newer statements win', () => {
    const versions = assembleVersions([
      capture('2020-02-01', { designModule: { phases: ['PHASE3'], enrollmentInfo: { count: 90 } } }),
      capture('2019-01-01', {
        identificationModule: title,
        designModule: { phases: ['PHASE2', 'PHASE3'], studyType: 'INTERVENTIONAL' },
      }),
    ]);

    expect(versions.map((version) => version.versionDate)).toEqual(['2019-01-01', '2020-02-01']);
    expect(field(versions[0], 'designModule.enrollmentInfo')).toBeUndefined();
    expect(field(versions[1], 'identificationModule.briefTitle')).toBe('A made-up study');
    expect(field(versions[1], 'designModule.studyType')).toBe('INTERVENTIONAL');
    expect(field(versions[1], 'designModule.phases')).toEqual(['PHASE3']);
    expect(versions[1]?.captures).toEqual(['https://example.org/2019-01-01', 'https://example.org/2020-02-01']);
    expect(versions[1]?.completedFields).toEqual([]);
  });

  it('never carries a status backwards, but completes a missing title from a later date and says so', () => {
    const versions = assembleVersions([
      capture('2018-01-01', { conditionsModule: { conditions: ['Made-up condition'] } }),
      capture('2019-01-01', { identificationModule: title, statusModule: { overallStatus: 'RECRUITING' } }),
      capture('2020-01-01', { statusModule: { startDateStruct: { date: '2018-03' } } }),
    ]);

    expect(statuses(versions)).toEqual([
      ['2018-01-01', null],
      ['2019-01-01', 'RECRUITING'],
      ['2020-01-01', 'RECRUITING'],
    ]);
    expect(field(versions[0], 'identificationModule.briefTitle')).toBe('A made-up study');
    expect(versions.map((version) => version.completedFields)).toEqual([['identificationModule.briefTitle'], [], []]);
    expect(versions[0]?.captures).toContain('https://example.org/2019-01-01');
  });

  it('does not say of a new date what was said of the old one', () => {
    const planned = { completionDateStruct: { date: '2019-06-22', type: 'ESTIMATED' } };
    const versions = assembleVersions([
      capture('2017-01-01', { identificationModule: title, statusModule: planned }),
      capture('2018-01-01', { statusModule: { completionDateStruct: { date: '2019-06-22' } } }),
      capture('2024-01-01', { statusModule: { completionDateStruct: { date: '2024-02-07' } } }),
    ]);

    expect(versions.map((version) => field(version, 'statusModule.completionDateStruct'))).toEqual([
      planned.completionDateStruct,
      planned.completionDateStruct,
      { date: '2024-02-07' },
    ]);
  });

  it('leaves the dates of a version and the reason of a past status behind', () => {
    const versions = assembleVersions([
      capture('2020-05-01', {
        identificationModule: title,
        statusModule: {
          overallStatus: 'SUSPENDED',
          whyStopped: 'A made-up reason',
          statusVerifiedDate: '2020-04',
          lastUpdatePostDateStruct: { date: '2020-05-01' },
        },
      }),
      capture('2021-05-01', { statusModule: { overallStatus: 'RECRUITING' } }),
    ]);

    expect(fieldsOf(versions[1]?.study ?? {})).toEqual(
      new Map<string, Json>([
        ['identificationModule.nctId', 'NCT00000001'],
        ['identificationModule.briefTitle', 'A made-up study'],
        ['statusModule.overallStatus', 'RECRUITING'],
      ]),
    );
  });

  it('fills from undated captures only what no dated one states, on the last version', () => {
    const versions = assembleVersions([
      capture(null, {
        statusModule: { overallStatus: 'RECRUITING', statusVerifiedDate: '2023-01' },
        designModule: { enrollmentInfo: { count: 100, type: 'ESTIMATED' }, studyType: 'INTERVENTIONAL' },
      }),
      capture('2020-01-01', { identificationModule: title, statusModule: { overallStatus: 'RECRUITING' } }),
      capture('2021-01-01', {
        statusModule: { overallStatus: 'COMPLETED' },
        designModule: { enrollmentInfo: { count: 80 } },
      }),
    ]);

    expect(statuses(versions)).toEqual([
      ['2020-01-01', 'RECRUITING'],
      ['2021-01-01', 'COMPLETED'],
    ]);
    expect(field(versions[0], 'designModule.studyType')).toBeUndefined();
    expect(field(versions[1], 'designModule.studyType')).toBe('INTERVENTIONAL');
    expect(field(versions[1], 'designModule.enrollmentInfo')).toEqual({ count: 80 });
    expect(field(versions[1], 'statusModule.statusVerifiedDate')).toBeUndefined();
    expect(versions[1]?.completedFields).toEqual(['designModule.studyType']);
  });

  it('gives no day to a status that only undated captures state', () => {
    const versions = assembleVersions([
      capture('2017-11-09', {
        identificationModule: title,
        statusModule: { lastUpdatePostDateStruct: { date: '2017-11-09' } },
      }),
      capture(null, { statusModule: { overallStatus: 'COMPLETED' } }),
    ]);

    expect(statuses(versions)).toEqual([[null, 'COMPLETED']]);
    expect(field(versions[0], 'statusModule.lastUpdatePostDateStruct')).toBeUndefined();
    expect(versions[0]?.completedFields).toEqual(['statusModule.overallStatus']);
  });

  it('makes one version of undated captures and takes the status that is furthest along', () => {
    const versions = assembleVersions([
      capture(null, { identificationModule: title, statusModule: { overallStatus: 'NOT_YET_RECRUITING' } }),
      capture(null, { statusModule: { overallStatus: 'RECRUITING' } }),
      capture(null, { conditionsModule: { conditions: ['Made-up condition'] } }),
    ]);

    expect(statuses(versions)).toEqual([[null, 'RECRUITING']]);
    expect(field(versions[0], 'identificationModule.briefTitle')).toBe('A made-up study');
    expect(field(versions[0], 'conditionsModule.conditions')).toEqual(['Made-up condition']);
  });

  it('keeps a field marked as partial until a later capture states it whole', () => {
    const arms = 'armsInterventionsModule.armGroups';
    const statesArms = { armsInterventionsModule: { armGroups: [{ label: 'Made-up arm' }] } };
    const versions = assembleVersions([
      capture('2019-01-01', { identificationModule: title, ...statesArms }, { partialFields: [arms] }),
      capture('2020-01-01', {}),
      capture('2021-01-01', statesArms),
    ]);

    expect(versions.map((version) => version.partialFields)).toEqual([[arms], [arms], []]);
  });

  it('leaves a study out that has no title anywhere', () => {
    expect(assembleVersions([capture('2019-01-01', { statusModule: { overallStatus: 'COMPLETED' } })])).toEqual([]);
  });

  it('refuses two records of one study and date', () => {
    const twice = [capture('2019-01-01', { identificationModule: title }), capture('2019-01-01', {})];

    expect(() => assembleVersions(twice)).toThrow('NCT00000001 has two records of 2019-01-01');
  });
});

describe('the bundled snapshot', () => {
  async function shippedLines(): Promise<SnapshotLine[]> {
    const lines: SnapshotLine[] = [];
    for await (const line of readSnapshot(FOLDER)) lines.push(line);
    return lines;
  }

  it('is what its sources give today', async () => {
    const { captures, whole } = await readSources(`${FOLDER}/sources`);

    expect(await shippedLines()).toEqual(composeLines(captures, whole));
  });

  it('replays CheckMate 459 in five versions, from no status to completed', async () => {
    const { captures } = await readSources(`${FOLDER}/sources`);
    const versions = assembleVersions(captures.filter((record) => record.nctId === 'NCT02576509'));

    expect(statuses(versions)).toEqual([
      ['2015-10-14', null],
      ['2017-09-25', 'RECRUITING'],
      ['2018-04-10', 'ACTIVE_NOT_RECRUITING'],
      ['2024-03-19', 'COMPLETED'],
      ['2025-02-17', 'COMPLETED'],
    ]);
    expect(field(versions[4], 'designModule.enrollmentInfo')).toEqual({ count: 743, type: 'ACTUAL' });
    expect(field(versions[4], 'statusModule.completionDateStruct')).toEqual({ date: '2024-02-07' });
  });

  it('states nothing in an assembled record that none of the captures of the study prints', async () => {
    const { captures } = await readSources(`${FOLDER}/sources`);
    const printed = new Map<string, Set<string>>();
    for (const { nctId, study } of captures) {
      printed.set(nctId, new Set([...(printed.get(nctId) ?? []), ...leavesOf(study)]));
    }
    const invented = assembleVersions(captures).flatMap(({ nctId, study }) =>
      leavesOf(study).filter((leaf) => printed.get(nctId)?.has(leaf) !== true),
    );

    expect(invented).toEqual([]);
  });

  it('dates no statement of a version later than the version', async () => {
    const { captures } = await readSources(`${FOLDER}/sources`);
    const late = assembleVersions(captures).filter((version) => {
      const verified = field(version, 'statusModule.statusVerifiedDate');
      return version.versionDate !== null && typeof verified === 'string' && verified > version.versionDate;
    });

    expect(late.map((version) => version.nctId)).toEqual([]);
  });

  it('ships no study both whole and assembled, and says of every record where it was found', async () => {
    const lines = await shippedLines();
    const idsOf = (origin: string) =>
      new Set(lines.filter((line) => line.origin === origin).map((line) => nctIdOf(line.raw)));
    const assembled = idsOf('assembled');

    expect([...idsOf('bundled')].filter((nctId) => assembled.has(nctId))).toEqual([]);
    expect(lines.filter((line) => line.captures.length === 0)).toEqual([]);
    expect(lines.filter((line) => line.origin === 'bundled' && line.dataDate === null)).toEqual([]);
  });
});
