import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GuideFault } from './guide-fault.js';
import { MAX_GUIDE_FILE_BYTES, readGuides } from './read-guides.js';

const FIXTURES = 'test/fixtures/guides';
const GUIDE = 'asthma/guide.yaml';
const SALBUTAMOL = 'asthma/entries/salbutamol.yaml';
const YOGA = 'asthma/entries/yoga.yaml';
const YOGA_STUDY = 'asthma/entries/yoga-study.yaml';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'guides-'));
  await cp(FIXTURES, dir, { recursive: true });
});
afterEach(() => rm(dir, { recursive: true }));

/** Replaces a text that the file must hold. */
async function edit(file: string, from: string, to: string): Promise<void> {
  const source = await readFile(join(dir, file), 'utf8');
  expect(source).toContain(from);
  await writeFile(join(dir, file), source.replace(from, to));
}

/** The line of the file, from 1, on which a text stands first. */
async function lineOf(file: string, text: string): Promise<number> {
  const lines = (await readFile(join(dir, file), 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  expect(index).toBeGreaterThanOrEqual(0);
  return index + 1;
}

/** The one fault of the folder, with its file relative to the folder. */
async function onlyFault(): Promise<GuideFault> {
  const faults = await allFaults();
  expect(faults).toHaveLength(1);
  return faults[0]!;
}

async function allFaults(): Promise<GuideFault[]> {
  const { faults } = await readGuides(dir);
  return faults.map((fault) => ({ ...fault, file: fault.file.replace(`${dir}/`, '') }));
}

describe('readGuides on sound folders', () => {
  it('reads the made-up second guide with what its files leave out filled in', async () => {
    const { guides, faults } = await readGuides(FIXTURES);
    expect(faults).toEqual([]);
    expect(guides).toHaveLength(1);
    expect(guides[0]).toMatchObject({
      guideId: 'asthma',
      statedOn: '2020-05',
      follow: { conditions: ['asthma'], nctIds: ['NCT00410098'] },
      sections: [
        { sectionId: 'medicines', entryIds: ['salbutamol'] },
        { sectionId: 'practices', entryIds: ['yoga', 'yoga-study'] },
      ],
    });
    expect(guides[0]!.entries[0]).toEqual({
      guideId: 'asthma',
      entryId: 'salbutamol',
      sectionId: 'medicines',
      kind: 'drug',
      title: 'Salbutamol',
      text: ['Made up for the tests, like the rest of this guide.'],
      listedAs: null,
      names: { preferred: 'salbutamol', synonyms: ['albuterol'], brands: [], codes: [] },
      identifiers: [],
      match: {
        terms: ['salbutamol', 'albuterol'],
        weakTerms: [],
        contexts: [],
        notTerms: [],
        mesh: [],
        interventionTypes: [],
        onlyConditions: [],
      },
      include: [],
      exclude: [{ nctId: 'NCT00000001', role: null, note: 'A made-up reason.' }],
      nctId: null,
    });
    expect(guides[0]!.entries[2]).toMatchObject({
      nctId: 'NCT00410098',
      include: [{ nctId: 'NCT00000002', role: 'observed', note: null }],
    });
    expect(guides[0]!.claims).toEqual([
      {
        claimId: 'share-relieved',
        entryIds: ['salbutamol'],
        sectionId: 'medicines',
        text: 'A made-up share of people feel better.',
        attribution: 'A made-up society',
        check: { type: 'statistic' },
      },
      {
        claimId: 'yoga-studied',
        entryIds: ['yoga'],
        sectionId: 'practices',
        text: 'Yoga is being studied.',
        attribution: null,
        check: { type: 'research-active', entries: ['yoga'] },
      },
    ]);
  });

  it('writes MeSH ids that are matched in one spelling, and keeps identifiers as written', async () => {
    const { guides } = await readGuides(FIXTURES);
    expect(guides[0]!.condition.match.primary.mesh).toEqual(['D1249']);
    expect(guides[0]!.condition.match.related[0]!.mesh).toEqual(['D12135']);
    expect(guides[0]!.entries[1]).toMatchObject({ match: { mesh: ['D15013'] }, identifiers: [{ code: 'D000015013' }] });
  });

  it('gives null for the date a guide does not state', async () => {
    await edit(GUIDE, "statedOn: '2020-05'\n", '');
    const { guides } = await readGuides(dir);
    expect(guides[0]!.statedOn).toBeNull();
  });

  it('reads a file that starts with a byte order mark', async () => {
    await writeFile(join(dir, YOGA), `\uFEFF${await readFile(join(dir, YOGA), 'utf8')}`);
    expect(await allFaults()).toEqual([]);
  });

  it('follows links to guides and entries', async () => {
    const links = join(dir, 'links');
    await mkdir(join(links, 'asthma/entries'), { recursive: true });
    await symlink(join(dir, GUIDE), join(links, GUIDE));
    for (const entry of [SALBUTAMOL, YOGA, YOGA_STUDY]) await symlink(join(dir, entry), join(links, entry));
    const { guides, faults } = await readGuides(links);
    expect(faults).toEqual([]);
    expect(guides[0]!.entries).toHaveLength(3);
  });

  it('keeps the sound guide when another one has faults', async () => {
    await cp(join(dir, 'asthma'), join(dir, 'other'), { recursive: true });
    const { guides, faults } = await readGuides(dir);
    expect(guides.map(({ guideId }) => guideId)).toEqual(['asthma']);
    expect(faults.map(({ file, allowed }) => [file, allowed])).toEqual([[join(dir, 'other/guide.yaml'), 'other']]);
  });
});

describe('readGuides on folders and files that cannot be read', () => {
  it('reports a folder that is not there', async () => {
    const missing = join(dir, 'missing');
    expect(await readGuides(missing)).toEqual({
      guides: [],
      faults: [
        {
          file: missing,
          line: 1,
          column: 1,
          pointer: '',
          detail: 'cannot be read (ENOENT)',
          allowed: 'a folder that can be read',
        },
      ],
    });
  });

  it('reports a folder that is a file', async () => {
    const { faults } = await readGuides(join(dir, GUIDE));
    expect(faults).toMatchObject([
      { line: 1, detail: 'cannot be read (ENOTDIR)', allowed: 'a folder that can be read' },
    ]);
  });

  it('reports a folder that holds no guide', async () => {
    await rm(join(dir, 'asthma'), { recursive: true });
    const { faults } = await readGuides(dir);
    expect(faults).toMatchObject([
      { file: dir, line: 1, detail: 'holds no guide', allowed: 'one folder a guide, with guide.yaml and entries/' },
    ]);
  });

  it('reports a guide folder without guide.yaml', async () => {
    await rm(join(dir, GUIDE));
    expect(await onlyFault()).toMatchObject({ file: GUIDE, line: 1, allowed: 'a file that can be read' });
  });

  it('reports a guide folder without entries, and each entry its sections and claims name', async () => {
    await rm(join(dir, 'asthma/entries'), { recursive: true });
    const [folder, ...mentions] = await allFaults();
    expect(folder).toMatchObject({ file: 'asthma/entries', line: 1, allowed: 'a folder that can be read' });
    expect(mentions).toHaveLength(6);
  });

  it('reports a file among the entries that is none', async () => {
    await rename(join(dir, YOGA_STUDY), join(dir, 'asthma/entries/yoga-study.yml'));
    expect(await allFaults()).toMatchObject([
      { file: 'asthma/entries/yoga-study.yml', line: 1, allowed: 'files named <id>.yaml' },
      { file: GUIDE, detail: expect.stringContaining('no entry yoga-study') as unknown },
    ]);
  });

  it('reports a folder where a file belongs', async () => {
    await rm(join(dir, GUIDE));
    await mkdir(join(dir, GUIDE));
    expect(await onlyFault()).toMatchObject({ file: GUIDE, line: 1, detail: 'is not a file' });
  });

  it('reports a file that is too large, without reading it', async () => {
    await writeFile(join(dir, YOGA), '#'.repeat(MAX_GUIDE_FILE_BYTES + 1));
    const allowed = `at most ${MAX_GUIDE_FILE_BYTES} bytes`;
    expect(await onlyFault()).toMatchObject({ file: YOGA, line: 1, allowed });
  });

  it('reports a file that is not UTF-8', async () => {
    await writeFile(join(dir, YOGA), Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xff]));
    expect(await onlyFault()).toMatchObject({ file: YOGA, line: 1, detail: 'is not UTF-8', allowed: 'UTF-8 text' });
  });

  it('reports an empty file', async () => {
    await writeFile(join(dir, GUIDE), '');
    expect(await onlyFault()).toMatchObject({
      file: GUIDE,
      line: 1,
      detail: 'the file is empty',
      allowed: expect.stringMatching(/^a map with the keys id, title, /) as unknown,
    });
  });
});

describe('readGuides on YAML that is wrong', () => {
  it('reports a syntax error where it stands', async () => {
    await edit(YOGA, 'terms: [yoga]', 'terms: [yoga');
    const faults = await allFaults();
    const line = await lineOf(YOGA, 'mesh: [D000015013]');
    expect(faults[0]).toMatchObject({ file: YOGA, line, allowed: 'YAML 1.2 with plain maps, lists and texts' });
    expect(faults[0]!.detail).toMatch(/^not valid YAML: /);
  });

  it('reports a key written twice, and the other faults of the file as well', async () => {
    await edit(YOGA, 'title: Yoga\n', 'title: Yoga\ntitle: Joga\nlistedAs: 7\n');
    expect(await allFaults()).toMatchObject([
      { file: YOGA, line: 5, column: 1, detail: 'the key "title" is written twice', allowed: 'each key once in a map' },
      { file: YOGA, line: 6, column: 11, pointer: '/listedAs', allowed: 'text, not empty' },
    ]);
  });

  it('refuses aliases, so that a few lines cannot grow into gigabytes', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(9)}]`,
    );
    await writeFile(join(dir, YOGA), ['l0: &l0 [ha, ha]', ...levels].join('\n'));
    const faults = await allFaults();
    expect(faults).toHaveLength(12 * 9);
    expect(faults[0]).toMatchObject({ file: YOGA, line: 2, allowed: 'the value, written out' });
  });

  it.each([
    ['lists in brackets', '['.repeat(60_000)],
    ['maps in braces', '{a: '.repeat(60_000)],
    ['lists on one line', '- '.repeat(60_000)],
    ['maps under each other', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['lists that are closed again', `${'['.repeat(60)}${']'.repeat(60)}`],
  ])('refuses %s that stand so deep in each other that reading them would end the process', async (_what, content) => {
    await writeFile(join(dir, YOGA), `id: yoga\nx:\n  ${content.replaceAll('\n', '\n  ')}`);
    const fault = await onlyFault();
    expect(fault).toMatchObject({ file: YOGA, detail: 'nested too deeply to be read', allowed: 'at most 50 levels' });
    expect(fault.line).toBeGreaterThan(2);
  });

  it('takes brackets in a text for text', async () => {
    await edit(YOGA, '- Made up for the tests.', `- 'Made up ${'[('.repeat(100)}'`);
    expect(await allFaults()).toEqual([]);
  });

  it('reports a second document', async () => {
    await edit(YOGA, 'title: Yoga\n', 'title: Yoga\n---\n');
    expect(await onlyFault()).toMatchObject({ file: YOGA, line: 5, allowed: 'one document a file' });
  });

  it('reports a tag it does not know', async () => {
    await edit(YOGA, 'title: Yoga', 'title: !secret Yoga');
    expect(await onlyFault()).toMatchObject({
      file: YOGA,
      line: 4,
      detail: expect.stringContaining('!secret') as unknown,
    });
  });
});

describe('readGuides on content of the wrong form', () => {
  type Case = { what: string; file: string; from: string; to: string; at: string; detail: string; allowed: string };
  const cases: Case[] = [
    {
      what: 'an unknown key, with the nearest known one',
      file: YOGA,
      from: 'preferred: yoga',
      to: 'preferred: yoga\n  sinonyms: [hatha]',
      at: 'sinonyms',
      detail: 'unknown key "sinonyms", perhaps meant: synonyms',
      allowed: 'preferred, synonyms, brands, codes, combinations',
    },
    {
      what: 'an unknown key that is near to none',
      file: YOGA,
      from: 'preferred: yoga',
      to: 'preferred: yoga\n  xxxxxxxx: 1',
      at: 'xxxxxxxx',
      detail: 'unknown key "xxxxxxxx"',
      allowed: 'preferred, synonyms, brands, codes, combinations',
    },
    {
      what: 'a missing key',
      file: YOGA,
      from: '  preferred: yoga\n',
      to: '  synonyms: [yoga]\n',
      at: 'names:',
      detail: 'preferred is missing',
      allowed: 'text, not empty',
    },
    {
      what: 'a number where a text belongs',
      file: YOGA,
      from: 'title: Yoga',
      to: 'title: 2020',
      at: 'title: 2020',
      detail: 'title is a number, 2020',
      allowed: 'text, not empty',
    },
    {
      what: 'a text where a list belongs',
      file: YOGA,
      from: 'terms: [yoga]',
      to: 'terms: yoga',
      at: 'terms: yoga',
      detail: 'terms is the text "yoga"',
      allowed: 'a list of texts',
    },
    {
      what: 'a key without value',
      file: GUIDE,
      from: 'audience: Tests',
      to: 'audience:',
      at: 'audience:',
      detail: 'audience is empty',
      allowed: 'text, not empty',
    },
    {
      what: 'an unknown kind of entry',
      file: YOGA,
      from: 'kind: integrative',
      to: 'kind: herb',
      at: 'kind: herb',
      detail: 'kind is the text "herb"',
      allowed: 'one of: factor, procedure, drug, radiation, trial, integrative, supportive',
    },
    {
      what: 'an entry of kind trial without NCT number',
      file: YOGA_STUDY,
      from: 'nctId: NCT00410098\n',
      to: '',
      at: 'id: yoga-study',
      detail: 'nctId is missing',
      allowed: 'NCT and 8 digits',
    },
    {
      what: 'an NCT number on an entry of another kind',
      file: YOGA,
      from: 'title: Yoga',
      to: 'title: Yoga\nnctId: NCT00410098',
      at: 'nctId',
      detail: 'unknown key "nctId"',
      allowed: 'kind, id, title, listedAs, text, names, identifiers, match, include, exclude',
    },
    {
      what: 'a bad NCT number',
      file: GUIDE,
      from: 'nctIds: [NCT00410098]',
      to: 'nctIds: [NCT0041009]',
      at: 'nctIds: [NCT0041009]',
      detail: 'an item of nctIds is the text "NCT0041009"',
      allowed: 'NCT and 8 digits',
    },
    {
      what: 'an unknown system of identifiers',
      file: YOGA,
      from: 'system: mesh',
      to: 'system: mash',
      at: 'system: mash',
      detail: 'system is the text "mash"',
      allowed: 'one of: mesh, rxnorm, unii, atc, cas, ncit, spl-set-id, fda-application',
    },
    {
      what: 'a code that its system cannot have',
      file: YOGA,
      from: 'code: D000015013',
      to: 'code: Yoga',
      at: 'code: Yoga',
      detail: 'code is the text "Yoga"',
      allowed: 'a MeSH id: C or D and digits',
    },
    {
      what: 'an unknown type of claim',
      file: GUIDE,
      from: 'type: statistic',
      to: 'type: statistics',
      at: 'type: statistics',
      detail: 'type is the text "statistics"',
      allowed:
        'one of: trial-status, trial-design, research-active, statistic, drug-class, approved-use, combination, side-effect, publication',
    },
    {
      what: 'an unknown intervention type',
      file: YOGA,
      from: '[BEHAVIORAL, OTHER]',
      to: '[BEHAVIOURAL, OTHER]',
      at: 'BEHAVIOURAL',
      detail: 'an item of interventionTypes is the text "BEHAVIOURAL"',
      allowed:
        'one of: BEHAVIORAL, BIOLOGICAL, COMBINATION_PRODUCT, DEVICE, DIAGNOSTIC_TEST, DIETARY_SUPPLEMENT, DRUG, GENETIC, PROCEDURE, RADIATION, OTHER',
    },
    {
      what: 'an unknown role',
      file: YOGA_STUDY,
      from: 'role: observed',
      to: 'role: seen',
      at: 'role: seen',
      detail: 'role is the text "seen"',
      allowed: 'one of: subject, experimental, comparator, background, observed',
    },
    {
      what: 'a date without quotes',
      file: GUIDE,
      from: "statedOn: '2020-05'",
      to: 'statedOn: 2020',
      at: 'statedOn',
      detail: 'statedOn is a number, 2020',
      allowed: 'a date in quotes: YYYY, YYYY-MM or YYYY-MM-DD',
    },
    {
      what: 'a claim without check',
      file: GUIDE,
      from: '        check: { type: statistic }\n',
      to: '',
      at: 'id: share-relieved',
      detail: 'check is missing',
      allowed: 'a map with the key type',
    },
  ];

  it.each(cases)('reports $what', async ({ file, from, to, at, detail, allowed }) => {
    await edit(file, from, to);
    const fault = await onlyFault();
    expect(fault).toMatchObject({ file, detail, allowed, line: await lineOf(file, at) });
  });

  it('reports an id that is no id, and that it is not the name of its file', async () => {
    await edit(YOGA, 'id: yoga', 'id: Yoga!');
    const allowed = 'lower-case letters, digits and single hyphens, at most 80 characters';
    expect(await onlyFault()).toMatchObject({ file: YOGA, line: 2, column: 5, pointer: '/id', allowed });
  });

  it('reports all faults of all files at once', async () => {
    await edit(GUIDE, 'language: en', 'language: English please');
    await edit(GUIDE, 'type: statistic', 'type: rumour');
    await edit(YOGA, 'title: Yoga', 'titel: Yoga');
    await edit(SALBUTAMOL, 'nctId: NCT00000001', 'nctId: 1');
    const faults = await allFaults();
    expect(faults.map(({ file, pointer }) => [file, pointer])).toEqual([
      [GUIDE, '/language'],
      [GUIDE, '/sections/0/claims/0/check/type'],
      [SALBUTAMOL, '/exclude/0/nctId'],
      [YOGA, '/title'],
      [YOGA, '/titel'],
    ]);
  });
});

describe('readGuides on files that do not fit together', () => {
  it('reports an entry whose id is not the name of its file', async () => {
    await edit(YOGA, 'id: yoga\n', 'id: joga\n');
    expect((await allFaults())[0]).toMatchObject({
      file: YOGA,
      line: 2,
      column: 5,
      pointer: '/id',
      detail: 'the id joga is not the name of the file without .yaml',
      allowed: 'yoga',
    });
  });

  it('reports two entries with one id', async () => {
    await edit(YOGA, 'id: yoga\n', 'id: salbutamol\n');
    const fault = (await allFaults()).find(({ allowed }) => allowed === 'an id no other entry of the guide has');
    expect(fault).toMatchObject({ file: YOGA, line: 2, detail: expect.stringContaining('salbutamol.yaml') as unknown });
  });

  it('reports a guide whose id is not the name of its folder', async () => {
    await edit(GUIDE, 'id: asthma', 'id: astma');
    expect(await onlyFault()).toMatchObject({ file: GUIDE, line: 3, pointer: '/id', allowed: 'asthma' });
  });

  it('reports an entry that stands in no section', async () => {
    await edit(GUIDE, 'entries: [yoga, yoga-study]', 'entries: [yoga]');
    const allowed = 'an entry listed in a section of guide.yaml';
    expect(await onlyFault()).toMatchObject({ file: YOGA_STUDY, line: 2, allowed });
  });

  it('reports an entry that stands in two sections', async () => {
    await edit(GUIDE, 'entries: [yoga, yoga-study]', 'entries: [yoga, yoga-study, salbutamol]');
    expect(await onlyFault()).toMatchObject({
      file: GUIDE,
      line: await lineOf(GUIDE, 'yoga-study, salbutamol'),
      pointer: '/sections/1/entries/2',
      allowed: 'each entry in one section, once',
    });
  });

  it('reports an entry of a section that does not exist, with the nearest one', async () => {
    await edit(GUIDE, 'entries: [yoga, yoga-study]', 'entries: [yoga, yoga-study, yoga-studies]');
    expect(await onlyFault()).toMatchObject({
      file: GUIDE,
      line: await lineOf(GUIDE, 'yoga-studies'),
      detail: 'there is no entry yoga-studies, perhaps meant: yoga-study',
      allowed: 'the name of a file in entries/ without .yaml',
    });
  });

  it('reports unknown entries of a claim and of its check', async () => {
    await edit(GUIDE, 'entries: [yoga]\n', 'entries: [qqqqqqqqqqqq]\n');
    await edit(GUIDE, 'research-active, entries: [yoga]', 'research-active, entries: [yoga, pilates]');
    expect(await allFaults()).toMatchObject([
      {
        line: await lineOf(GUIDE, 'qqqq'),
        detail: 'there is no entry qqqqqqqqqqqq',
        pointer: '/sections/1/claims/0/entries/0',
      },
      { line: await lineOf(GUIDE, 'pilates'), pointer: '/sections/1/claims/0/check/entries/1' },
    ]);
  });

  it('does not call an entry unknown because its file has faults', async () => {
    await edit(YOGA, 'title: Yoga', 'title: []');
    expect(await onlyFault()).toMatchObject({ file: YOGA, pointer: '/title', detail: 'title is empty' });
  });

  it('reports a claim id that stands twice, also in another section', async () => {
    await edit(GUIDE, 'id: yoga-studied', 'id: share-relieved');
    const allowed = 'each claim id once in the guide';
    expect(await onlyFault()).toMatchObject({ file: GUIDE, pointer: '/sections/1/claims/0/id', line: 45, allowed });
  });

  it('reports a section id that stands twice', async () => {
    await edit(GUIDE, 'id: practices', 'id: medicines');
    const allowed = 'each section id once in the guide';
    expect(await onlyFault()).toMatchObject({ file: GUIDE, pointer: '/sections/1/id', line: 39, allowed });
  });

  it('reports a related condition that stands twice', async () => {
    const related = '      - { id: wheezing, title: Again, terms: [], mesh: [] }\n';
    await edit(GUIDE, '    basketTerms', `${related}    basketTerms`);
    const line = await lineOf(GUIDE, 'Again');
    expect(await onlyFault()).toMatchObject({ file: GUIDE, line, allowed: 'each id once in the list' });
  });

  it('reports a study that is both included and excluded', async () => {
    await edit(SALBUTAMOL, 'exclude:\n', 'include:\n  - nctId: NCT00000001\nexclude:\n');
    expect(await onlyFault()).toMatchObject({
      file: SALBUTAMOL,
      line: 15,
      pointer: '/exclude/0/nctId',
      detail: 'NCT00000001 stands in include or exclude already',
      allowed: 'each study once, in include or in exclude',
    });
  });
});
