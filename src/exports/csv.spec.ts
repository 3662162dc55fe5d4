import { describe, expect, it } from '@jest/globals';
import { csvHead, csvRecords } from './csv.js';
import { EXPORT_COLUMNS } from './export-columns.js';
import { exportColumnsMarkdown } from './export-columns-page.js';
import { exportedTrial, type ExportedTrial } from './exported-trial.schema.js';

/** A made-up study; its words are set by each test. */
function trial(parts: Partial<ExportedTrial> = {}): ExportedTrial {
  const made: ExportedTrial = {
    nctId: 'NCT00000001',
    briefTitle: 'Made-up study',
    acronym: null,
    overallStatus: 'RECRUITING',
    lastKnownStatus: null,
    statusGroup: 'open',
    statusTrusted: true,
    asOf: '2026-11-20',
    whyStopped: null,
    statusVerifiedDate: '2026-10',
    studyType: 'INTERVENTIONAL',
    phases: ['PHASE1', 'PHASE2'],
    conditions: ['Made-up condition', 'Another one'],
    leadSponsor: { name: 'Made-up sponsor', class: 'OTHER' },
    enrollmentCount: 0,
    enrollmentType: 'ESTIMATED',
    startDate: { date: '2024-05', type: null },
    primaryCompletionDate: null,
    completionDate: null,
    lastUpdatePostDate: { date: '2026-11-01', type: 'ACTUAL' },
    hasResults: false,
    origin: 'live',
    url: 'https://example.org/NCT00000001',
    interventions: [
      { type: 'DRUG', name: 'inventinib' },
      { type: null, name: 'watching' },
    ],
    countries: [],
    conditionScopes: [{ guideId: 'made-up', scope: 'primary' }],
    provenance: {
      source: 'clinicaltrials-gov',
      key: 'NCT00000001',
      url: 'https://example.org/NCT00000001',
      sourceUpdatedAt: '2026-11-01',
      retrievedAt: '2026-11-24T09:00:00.000Z',
      origin: 'live',
    },
    link: null,
    relevance: null,
    near: null,
    attribution: 'Made-up attribution',
    disclaimer: 'Made-up disclaimer',
    ...parts,
  };
  return exportedTrial.parse(made);
}

/** Reads CSV a second time, by RFC 4180 alone. */
function parse(text: string): string[][] {
  expect(text.endsWith('\r\n')).toBe(true);
  const records: string[][] = [[]];
  for (let rest = text; rest !== '';) {
    const [matched = '', quoted, plain, end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
    expect(matched).not.toBe('');
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') records.push([]);
    rest = rest.slice(matched.length);
  }
  return records.slice(0, -1);
}

function cells(text: string): Record<string, string> {
  const [head = [], record = []] = parse(csvHead() + text);
  expect(record).toHaveLength(head.length);
  return Object.fromEntries(head.map((name, i) => [name, record[i] ?? '']));
}

describe('CSV', () => {
  it('has one record for a study, with empty cells for what is not stated', () => {
    expect(cells(csvRecords([trial()]))).toMatchObject({
      nctId: 'NCT00000001',
      acronym: '',
      statusAsOf: '2026-11-20',
      countsAsOpen: 'true',
      hasResults: 'false',
      phases: 'PHASE1|PHASE2',
      conditions: 'Made-up condition|Another one',
      interventions: 'DRUG: inventinib|watching',
      enrollmentCount: '0',
      startDate: '2024-05',
      startDateType: '',
      completionDate: '',
      countries: '',
      conditionScopes: 'made-up: primary',
      linkRole: '',
      source: 'clinicaltrials-gov',
      retrievedAt: '2026-11-24T09:00:00.000Z',
      sourceUpdatedAt: '2026-11-01',
      origin: 'live',
      attribution: 'Made-up attribution',
      disclaimer: 'Made-up disclaimer',
    });
  });

  it('never counts a status as open that is only last known', () => {
    const row = cells(csvRecords([trial({ statusGroup: 'unknown', statusTrusted: false })]));
    expect(row).toMatchObject({ overallStatus: 'RECRUITING', countsAsOpen: 'false', statusTrusted: 'false' });
  });

  it.each(['a, b', 'say "a"', 'two\nlines', 'two\r\nlines', '"', ' space ', 'ärztlich 肝癌 🧪'])(
    'brings back %j as it was',
    (briefTitle) => {
      expect(cells(csvRecords([trial({ briefTitle })]))['briefTitle']).toBe(briefTitle);
    },
  );

  it.each(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])(
    'puts an apostrophe before a cell that starts with %j, quoted or not',
    (sign) => {
      for (const rest of ['1+1', 'HYPERLINK("https://example.org","x")', 'a,b\n']) {
        expect(cells(csvRecords([trial({ briefTitle: sign + rest })]))['briefTitle']).toBe(`'${sign}${rest}`);
        expect(cells(csvRecords([trial({ conditions: [sign + rest, 'x'] })]))['conditions']).toBe(`'${sign}${rest}|x`);
      }
    },
  );

  it('has columns with different names, all of them in the documentation', () => {
    const names = EXPORT_COLUMNS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const page = exportColumnsMarkdown();
    expect(names.filter((name) => !page.includes(`| \`${name}\` | `))).toEqual([]);
  });
});
