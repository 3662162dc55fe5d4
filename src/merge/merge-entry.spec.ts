import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  TODAY,
  claimFacts,
  entryFacts,
  madeUpClaim,
  madeUpEntry,
  madeUpGuide,
  madeUpIntervention,
  madeUpLink,
  madeUpVersion,
} from '../../test/support/merge-facts.js';
import { madeUpDrug, madeUpLabel, madeUpPublication } from '../../test/support/claim-drugs.js';
import type { HeldAnswer, HeldRecord } from '../references/references.types.js';
import { approvedUseClaims } from '../model/approved-use-claim.js';
import { ENTRY_KIND, type Claim, type EntryKind, type GuideEntry } from '../model/guide.js';
import type { Provenance } from '../model/provenance.js';
import { checkClaims } from './claims/check-claims.js';
import { conditionTermsOf } from './condition-terms.js';
import { mergeEntry } from './merge-entry.js';
import type { LinkedStudy, StudyVersion } from './merge-facts.types.js';

const NCT_ID = 'NCT00000001';
const CLAIMS: Claim[] = [
  madeUpClaim(
    { type: 'trial-status', nctId: NCT_ID, says: 'ongoing' },
    { claimId: 'ongoing', attribution: 'A society' },
  ),
  madeUpClaim({ type: 'research-active', entries: ['made-up'] }, { claimId: 'studied' }),
  madeUpClaim({ type: 'statistic' }, { claimId: 'figure' }),
  madeUpClaim({ type: 'statistic' }, { claimId: 'of-another', entryIds: ['another'] }),
];
const LINKS: LinkedStudy[] = [
  madeUpLink(NCT_ID, { role: 'subject' }),
  madeUpLink('NCT00000002', { overallStatus: null, lastUpdatePostDate: null, phases: [] }),
  madeUpLink('NCT00000003', { origin: 'assembled', scope: 'basket', phases: ['PHASE1', 'PHASE2'] }),
];
const VERSIONS: StudyVersion[] = [
  madeUpVersion('2024-01-01', { overallStatus: 'RECRUITING', briefTitle: 'Older title' }),
  madeUpVersion('2026-02-01', {
    overallStatus: 'TERMINATED',
    briefTitle: 'Newest title',
    whyStopped: 'Made-up reason',
    phases: ['PHASE2', 'PHASE3'],
    startDate: { date: '2023-05', type: null },
    leadSponsor: { name: 'Made-up Sponsor', class: 'INDUSTRY' },
    conditions: ['Made-up disease'],
    interventions: [madeUpIntervention('Alphamab')],
  }),
];

function mergeOf(fields: Partial<GuideEntry>, links = LINKS, versions = VERSIONS) {
  const entry = madeUpEntry(fields);
  const linkedStudies = new Map([['made-up', links]]);
  const checks = checkClaims(CLAIMS, claimFacts({ linkedStudies, versions: new Map([[NCT_ID, versions]]) }));
  return mergeEntry(madeUpGuide([entry], CLAIMS), entry, entryFacts({ linkedStudies: links, versions, checks }));
}

/** Every leaf of a JSON value by its RFC 6901 pointer. */
function leavesOf(value: unknown, pointer = ''): [string, unknown][] {
  if (value === null || typeof value !== 'object') return [[pointer, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

describe('provenance of a merged entry', () => {
  it.each(ENTRY_KIND)('covers every leaf of an entry of kind %s and nothing else', (kind: EntryKind) => {
    const { document, provenance } = mergeOf({ kind, nctId: kind === 'trial' ? NCT_ID : null });
    const leaves = leavesOf(JSON.parse(JSON.stringify(document)));
    expect(Object.keys(provenance).sort()).toEqual(leaves.map(([pointer]) => pointer).sort());
    for (const [pointer, { key, rule, origin }] of Object.entries(provenance)) {
      expect({ pointer, key, rule: rule ?? '' }).toEqual({
        pointer,
        key: expect.stringMatching(/./) as unknown,
        rule: expect.not.stringContaining('undefined') as unknown,
      });
      if (origin === 'computed') expect({ pointer, rule }).toEqual({ pointer, rule: expect.any(String) as unknown });
    }
  });

  const { provenance } = mergeOf({ kind: 'trial', nctId: NCT_ID });
  const editor: Partial<Provenance> = {
    source: 'guide',
    origin: 'editor',
    url: null,
    retrievedAt: null,
    sourceUpdatedAt: null,
  };
  const record: Partial<Provenance> = {
    source: 'clinicaltrials-gov',
    key: NCT_ID,
    url: 'https://clinicaltrials.gov/study/NCT00000001',
    origin: 'live',
    rule: null,
  };
  it.each<[string, Partial<Provenance>]>([
    ['/guide/text/1', { ...editor, key: 'made-up-guide/made-up', pointer: '/text/1', rule: null }],
    ['/guide/statedOn', { ...editor, key: 'made-up-guide', pointer: '/statedOn' }],
    ['/section/title', { ...editor, key: 'made-up-guide', pointer: '/sections/0/title' }],
    ['/names/codes/0', { ...editor, pointer: '/names/codes/0' }],
    ['/identifiers/0/code', { ...editor, rule: 'stated by the editor, found in: a made-up vocabulary' }],
    [
      '/study/overallStatus',
      { ...record, pointer: '/protocolSection/statusModule/overallStatus', sourceUpdatedAt: '2026-02-01' },
    ],
    ['/study/startDate/date', { ...record, pointer: '/protocolSection/statusModule/startDateStruct/date' }],
    [
      '/study/phases/1',
      { ...record, pointer: '/protocolSection/designModule/phases/1', retrievedAt: '2026-02-01T06:00:00.000Z' },
    ],
    [
      '/study/interventions/0/name',
      { ...record, pointer: '/protocolSection/armsInterventionsModule/interventions/0/name' },
    ],
    ['/study/statusGroup', { key: NCT_ID, pointer: null, origin: 'computed' }],
    ['/trials/byPhase/PHASE2', { key: 'made-up-guide/made-up', pointer: null, origin: 'computed' }],
    ['/trials/featured/0/briefTitle', { ...record, pointer: '/protocolSection/identificationModule/briefTitle' }],
    [
      '/trials/featured/0/lastUpdatePostDate',
      { ...record, pointer: '/protocolSection/statusModule/lastUpdatePostDateStruct/date' },
    ],
    ['/claims/0/text', { ...editor, key: 'made-up-guide/ongoing', pointer: '/text' }],
    [
      '/claims/0/verdict',
      { source: 'clinicaltrials-gov', key: 'made-up-guide/ongoing', origin: 'computed', rule: 'check trial-status' },
    ],
    [
      '/claims/0/evidence/0/value',
      { key: NCT_ID, pointer: '/protocolSection/statusModule/overallStatus', origin: 'computed' },
    ],
    ['/claims/2/verdict', { source: 'guide', origin: 'computed', rule: 'check statistic' }],
    ['/drug', { source: 'guide', origin: 'computed' }],
  ])('names who said %s', (pointer, expected) => {
    expect(provenance[pointer]).toMatchObject(expected);
  });

  it('traces the facts of a therapy to the words that recognise it', () => {
    const { provenance: found } = mergeOf({ kind: 'procedure' });
    expect(found['/therapy/meshIds/0']).toMatchObject({ ...editor, pointer: '/match/mesh/0' });
  });
});

describe('merging an entry', () => {
  it('shows the newest version of the study that a trial entry is about, whatever the order of the versions', () => {
    const { document } = mergeOf({ kind: 'trial', nctId: NCT_ID }, LINKS, [...VERSIONS].reverse());
    expect(document.study).toMatchObject({
      nctId: NCT_ID,
      briefTitle: 'Newest title',
      overallStatus: 'TERMINATED',
      statusGroup: 'ended',
      statusTrusted: true,
      asOf: '2026-02-01',
      interventions: [{ type: 'DRUG', name: 'Alphamab' }],
      origin: 'live',
    });
  });

  it('has no study without a stored record, and none for other kinds', () => {
    expect(mergeOf({ kind: 'trial', nctId: NCT_ID }, LINKS, []).document.study).toBeNull();
    expect(mergeOf({ kind: 'drug' }).document.study).toBeNull();
  });

  it.each<[EntryKind, boolean, boolean]>([
    ['drug', false, false],
    ['procedure', false, true],
    ['radiation', false, true],
    ['integrative', false, true],
    ['supportive', false, true],
    ['trial', false, false],
    ['factor', false, false],
  ])('of kind %s, of whose drug nothing is known, has drug facts: %s, therapy facts: %s', (kind, drug, therapy) => {
    const { document } = mergeOf({ kind });
    expect([document.drug !== null, document.therapy !== null]).toEqual([drug, therapy]);
    expect(document.publications).toEqual({ studies: [], total: null, items: null });
    expect(document.conflicts).toEqual([]);
  });

  it('shows the merged drug with what its label says of the condition, and its conflicts beside it', () => {
    const conflict = { field: 'treatmentKind', values: [], chosen: 'openfda', rule: 'a made-up rule' };
    const label = madeUpLabel('set-1', { indications: ['Alphamab is indicated for adults with made-up condition.'] });
    const drug = madeUpDrug('alphamab', [label], { treatmentKind: 'targeted therapy', conflicts: [conflict] });
    const guide = madeUpGuide([madeUpEntry({ kind: 'drug' })]);
    guide.condition.match.primary.terms = ['made-up condition'];
    const entry = madeUpEntry({ entryId: 'alphamab', kind: 'drug' });
    const facts = { condition: conditionTermsOf(guide), drugs: new Map([['alphamab', drug]]) };
    const checks = checkClaims(approvedUseClaims({ entries: [entry] }), claimFacts(facts));
    const { document, provenance } = mergeEntry(guide, entry, entryFacts({ drug, checks }));
    expect(document.drug).toMatchObject({
      treatmentKind: 'targeted therapy',
      approvedUse: {
        ...{ verdict: 'supported', since: { notBefore: null, notAfter: TODAY }, statements: [{ setId: 'set-1' }] },
        history: [{ verdict: 'supported' }],
      },
    });
    expect(document.drug).not.toHaveProperty('conflicts');
    expect(document.conflicts).toEqual([conflict]);
    const text = provenance['/drug/approvedUse/statements/0/text'];
    expect(text).toMatchObject({ source: 'openfda', key: 'set-1', pointer: '/indications_and_usage/0' });
    expect(Object.keys(provenance).filter((pointer) => pointer.startsWith('/drug/label'))).not.toEqual([]);
  });

  it('shows publications on its key studies once, newest first, and says how each is related', () => {
    const older = madeUpPublication('11', 'Made-up older', { publishedOn: '2019-05' });
    const newer = madeUpPublication('12', 'Made-up newer', { publicationTypes: ['Retracted Publication'] });
    const answer = (part: string, records: HeldRecord[]): HeldAnswer => ({
      ...{ source: 'pubmed', part, records, total: records.length, isComplete: true, notes: [] },
      ...{ retrievedAt: '2026-02-01T06:00:00.000Z', sourceUpdatedAt: null, origin: 'live' },
    });
    newer.data.publishedOn = '2024';
    const byStudy = new Map([
      ['NCT00000001', [answer('publications', [older]), answer('mentions', [older, newer])]],
      ['NCT00000002', [answer('mentions', [older])]],
    ]);
    const publications = {
      studies: ['NCT00000001', 'NCT00000002', 'NCT00000003'],
      byStudy,
      pointers: { pubmed: { publication: { title: '/title' } } },
    };
    const entry = madeUpEntry();
    const { document, provenance } = mergeEntry(madeUpGuide([entry]), entry, entryFacts({ publications }));
    expect(document.publications).toMatchObject({
      total: 2,
      items: [
        { pmid: '12', isRetracted: true, relation: 'names-number', nctIds: ['NCT00000001'] },
        { pmid: '11', isRetracted: false, relation: 'states-number', nctIds: ['NCT00000001', 'NCT00000002'] },
      ],
    });
    expect(provenance['/publications/items/1/title']).toMatchObject({ source: 'pubmed', key: '11', pointer: '/title' });
    expect(provenance['/publications/items/0/isRetracted']).toMatchObject({ origin: 'computed', key: '12' });
  });

  it('says each relation of a publication that several of its key studies share', () => {
    const shared = madeUpPublication('11', 'Made-up');
    const answer = (part: string): HeldAnswer => ({
      ...{ source: 'pubmed', part, records: [shared], total: 1, isComplete: true, notes: [] },
      ...{ retrievedAt: null, sourceUpdatedAt: null, origin: 'live' },
    });
    const byStudy = new Map([
      ['NCT00000002', [answer('mentions')]],
      ['NCT00000001', [answer('publications'), answer('mentions')]],
    ]);
    const publications = { studies: ['NCT00000001', 'NCT00000002'], byStudy, pointers: {} };
    const entry = madeUpEntry();
    const { document } = mergeEntry(madeUpGuide([entry]), entry, entryFacts({ publications }));
    expect(document.publications?.items?.map(({ studies, relation }) => [relation, studies])).toEqual([
      [
        'states-number',
        [
          { nctId: 'NCT00000001', relation: 'states-number' },
          { nctId: 'NCT00000002', relation: 'names-number' },
        ],
      ],
    ]);
  });

  it('says on which studies publications are to be looked up, and no number before any was', () => {
    const entry = madeUpEntry();
    const publications = { studies: ['NCT00000001'], byStudy: new Map(), pointers: {} };
    const { document } = mergeEntry(madeUpGuide([entry]), entry, entryFacts({ publications }));
    expect(document.publications).toEqual({ studies: ['NCT00000001'], total: null, items: null });
  });

  it('shows the claims that concern it with their verdicts, in the order of the guide', () => {
    const { claims } = mergeOf({}).document;
    expect(claims.map(({ claimId, type, verdict, attribution }) => [claimId, type, verdict, attribution])).toEqual([
      ['ongoing', 'trial-status', 'outdated', 'A society'],
      ['studied', 'research-active', 'supported', null],
      ['figure', 'statistic', 'unverifiable', null],
    ]);
    expect(claims[0]?.history.map(({ verdict }) => verdict)).toEqual(['supported', 'outdated']);
  });

  it('gives the same bytes, provenance included, for linked studies in any order', () => {
    const expected = JSON.stringify(mergeOf({}));
    fc.assert(
      fc.property(fc.shuffledSubarray(LINKS, { minLength: LINKS.length }), (shuffled) => {
        expect(JSON.stringify(mergeOf({}, shuffled))).toBe(expected);
      }),
    );
  });

  it('refuses to merge an entry whose claims were not checked or whose section is unknown', () => {
    const entry = madeUpEntry();
    expect(() => mergeEntry(madeUpGuide([entry], CLAIMS), entry, entryFacts())).toThrow(
      'Claim ongoing was not checked',
    );
    const misplaced = madeUpEntry({ sectionId: 'elsewhere' });
    expect(() => mergeEntry(madeUpGuide([entry]), misplaced, entryFacts())).toThrow('section elsewhere');
  });
});
