import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { guideJsonSchemas } from './guide-json-schema.js';
import type { Guide } from '../model/guide.js';
import { readGuides } from './read-guides.js';

async function shippedGuide(): Promise<Guide> {
  const { guides, faults } = await readGuides('guides');
  expect(faults).toEqual([]);
  expect(guides.map(({ guideId }) => guideId)).toEqual(['stage-4-liver-cancer']);
  return guides[0]!;
}

function countBy<Item>(items: Item[], key: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

describe('the guides that are shipped', () => {
  it('hold every entry of the liver cancer guide in its seven sections', async () => {
    const guide = await shippedGuide();
    expect(guide.sections.map(({ sectionId, entryIds }) => [sectionId, entryIds.length])).toEqual([
      ['factors', 5],
      ['surgery-and-procedures', 5],
      ['drugs', 7],
      ['radiation', 4],
      ['immunotherapy', 3],
      ['integrative-therapies', 5],
      ['supportive-care', 4],
    ]);
    expect(countBy(guide.entries, ({ kind }) => kind)).toEqual({
      factor: 5,
      procedure: 5,
      drug: 9,
      radiation: 4,
      trial: 1,
      integrative: 5,
      supportive: 4,
    });
  });

  it('hold every claim of the liver cancer guide with its type', async () => {
    const { claims } = await shippedGuide();
    expect(countBy(claims, ({ check }) => check.type)).toEqual({
      'trial-status': 1,
      'trial-design': 1,
      'drug-class': 6,
      'approved-use': 2,
      combination: 1,
      'side-effect': 4,
      'research-active': 3,
      publication: 3,
      statistic: 9,
    });
  });

  it('name whom the guide names for a claim, and nobody else', async () => {
    const { claims } = await shippedGuide();
    const attributed = claims.filter(({ attribution }) => attribution !== null);
    expect(Object.fromEntries(attributed.map(({ claimId, attribution }) => [claimId, attribution]))).toEqual({
      'survival-5y': 'American Cancer Society',
      'radiation-acs': 'American Cancer Society',
      'radiation-targeted-jco': 'Journal of Clinical Oncology',
      'ici-jco-os': 'Journal of Clinical Oncology',
      'hepatology-combination': 'Hepatology',
    });
  });

  it('give factors nothing to be linked by, and every other entry something', async () => {
    const { entries } = await shippedGuide();
    const unlinkable = entries.filter(({ match, nctId }) => match.terms.length === 0 && nctId === null);
    expect(countBy(unlinkable, ({ kind }) => kind)).toEqual({ factor: 5 });
  });

  it('carry JSON Schemas that are the generated ones, and name them in every file', async () => {
    for (const [path, content] of Object.entries(guideJsonSchemas())) {
      expect(await readFile(path, 'utf8')).toBe(content);
    }
    const { guideId, entries } = await shippedGuide();
    const files = ['guide.yaml', ...entries.map(({ entryId }) => `entries/${entryId}.yaml`)];
    for (const file of files) {
      const [line = ''] = (await readFile(`guides/${guideId}/${file}`, 'utf8')).split('\n');
      const schema = file === 'guide.yaml' ? '../guide.schema.json' : '../../entry.schema.json';
      expect(line).toBe(`# yaml-language-server: $schema=${schema}`);
    }
  });
});
