import { describe, expect, it } from '@jest/globals';
import { asReceived } from '../../test/support/studies.js';
import type { EntryKind, EntryMatch, Guide, GuideEntry, StatedLink } from '../model/guide.js';
import type { EntryLink } from '../model/link.js';
import { compileGuide, matchStudy } from './match-study.js';

/* Everything here is made up: the drug "Zeltuvanib", the condition "blue fever", the studies and their numbers. */

type Arm = { label: string; type?: string; description?: string; interventionNames?: string[] };
type Intervention = {
  type?: string;
  name: string;
  description?: string;
  otherNames?: string[];
  armGroupLabels?: string[];
};
type MadeUp = {
  title?: string;
  officialTitle?: string;
  summary?: string;
  studyType?: string;
  allocation?: string;
  conditions?: string[];
  keywords?: string[];
  arms?: Arm[];
  interventions?: Intervention[];
  mesh?: { id: string; term: string }[];
  conditionMesh?: { id: string; term: string }[];
  eligibility?: string;
};

const NO_MATCH: EntryMatch = {
  terms: [],
  weakTerms: [],
  contexts: [],
  notTerms: [],
  mesh: [],
  interventionTypes: [],
  onlyConditions: [],
};

function entry(
  entryId: string,
  kind: EntryKind,
  match: Partial<EntryMatch>,
  more: Partial<GuideEntry> = {},
): GuideEntry {
  return {
    guideId: 'blue-fever',
    entryId,
    sectionId: 'all',
    kind,
    title: entryId,
    text: [],
    listedAs: null,
    names: { preferred: entryId, synonyms: [], brands: [], codes: [] },
    identifiers: [],
    match: { ...NO_MATCH, ...match },
    include: [],
    exclude: [],
    nctId: null,
    ...more,
  };
}

const stated = (nctId: string, role: StatedLink['role'] = null): StatedLink => ({ nctId, role, note: null });

const GUIDE: Guide = {
  guideId: 'blue-fever',
  title: 'Blue fever',
  language: 'en',
  audience: 'testers',
  licence: 'MIT',
  editors: [],
  about: [],
  statedOn: null,
  synonyms: [],
  condition: {
    name: 'Blue fever',
    match: {
      primary: { terms: ['blue fever', 'azure tumour'], mesh: ['D900001'] },
      related: [
        { id: 'green', title: 'Green fever', terms: ['green fever', 'metastatic azure tumor'], mesh: ['D900002'] },
      ],
      basketTerms: ['coloured fevers', 'fever'],
    },
  },
  follow: { conditions: [], nctIds: [] },
  sections: [],
  claims: [],
  entries: [
    entry('zeltuvanib', 'drug', { terms: ['zeltuvanib', 'Zeltu', 'ZX-1234'], mesh: ['C900003'] }),
    entry(
      'morvalumab',
      'drug',
      { terms: ['morvalumab'] },
      { include: [stated('NCT90000001', 'comparator'), stated('NCT90000002')], exclude: [stated('NCT90000003')] },
    ),
    entry('ray-therapy', 'radiation', {
      terms: ['ray beam', 'ray therapy'],
      weakTerms: ['rays'],
      contexts: ['Gy'],
      notTerms: ['ray pump', 'ray therapy inhibitor'],
    }),
    entry('heat-ablation', 'procedure', { terms: ['heat-ablation'], onlyConditions: ['fever'] }),
    entry('movement', 'integrative', {
      terms: ['movement programme'],
      weakTerms: ['movement'],
      notTerms: ['eye movement'],
    }),
    entry('the-study', 'trial', {}, { nctId: 'NCT90000009' }),
  ],
};
const COMPILED = compileGuide(GUIDE);

function record(nctId: string, made: MadeUp): unknown {
  return {
    protocolSection: {
      identificationModule: { nctId, briefTitle: made.title ?? 'A made-up study', officialTitle: made.officialTitle },
      statusModule: { overallStatus: 'COMPLETED' },
      descriptionModule: { briefSummary: made.summary },
      conditionsModule: { conditions: made.conditions ?? ['Blue fever'], keywords: made.keywords },
      designModule: {
        studyType: made.studyType ?? 'INTERVENTIONAL',
        designInfo: { allocation: made.allocation ?? 'RANDOMIZED' },
      },
      armsInterventionsModule: { armGroups: made.arms, interventions: made.interventions },
      eligibilityModule: { eligibilityCriteria: made.eligibility },
    },
    derivedSection: {
      interventionBrowseModule: { meshes: made.mesh },
      conditionBrowseModule: { meshes: made.conditionMesh },
    },
  };
}

function match(made: MadeUp, nctId = 'NCT99999999') {
  const raw = record(nctId, made);
  return { raw, ...matchStudy(COMPILED, asReceived(raw).data) };
}

const linked = (made: MadeUp): string[] => match(made).links.map(({ entryId }) => entryId);
const drug = (name: string, more: Partial<Intervention> = {}): MadeUp => ({
  interventions: [{ type: 'DRUG', name, ...more }],
});

function only(links: EntryLink[]): EntryLink {
  const [link] = links;
  if (link === undefined || links.length > 1) throw new Error(`${links.length} links where one was expected`);
  return link;
}

function valueAt(raw: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1);
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], raw);
}

describe('Recognising an entry', () => {
  it.each([
    ['a name in any case', 'ZELTUVANIB'],
    ['a name with its salt', 'Zeltuvanib tosylate 200 mg'],
    ['a name with a suffix of four letters', 'zeltuvanib-awwb'],
    ['a name with diacritics', 'Zeltuvaníb'],
    ['a brand with its sign', 'Zeltu®'],
    ['a code with a hyphen', 'ZX-1234'],
    ['a code with a space', 'ZX 1234'],
    ['a code in one word', 'zx1234'],
    ['a combination with a slash', 'othermab/zeltuvanib'],
    ['a combination with a plus sign', 'othermab+zeltuvanib'],
  ])('links by %s', (_, name) => {
    expect(linked(drug(name))).toEqual(['zeltuvanib']);
  });

  it.each([
    ['a longer word that begins like a name', 'Zeltuvanibolol'],
    ['a code that is part of another', 'ZX-12345'],
    ['a placebo for it', 'Placebo for zeltuvanib'],
    ['its placebo', 'Zeltuvanib placebo'],
    ['a phrase that means something else', 'Ray pump inhibitor'],
  ])('does not link by %s', (_, name) => {
    expect(linked(drug(name))).toEqual([]);
  });

  it('takes British and American, plural and singular for the same word', () => {
    expect(linked(drug('Movement programs'))).toEqual(['movement']);
    expect(linked({ ...drug('Heatablations'), conditions: ['Fevers'] })).toEqual(['heat-ablation']);
  });

  it('finds names in other names, descriptions and arms', () => {
    expect(linked(drug('Regimen', { otherNames: ['Zeltu'] }))).toEqual(['zeltuvanib']);
    expect(linked(drug('Regimen', { description: 'Morvalumab 3 mg/kg, then zeltuvanib daily' }))).toEqual([
      'zeltuvanib',
      'morvalumab',
    ]);
    expect(linked({ arms: [{ label: 'A', description: 'Patients receive ray therapy (10 Gy).' }] })).toEqual([
      'ray-therapy',
    ]);
  });

  it('does not look at eligibility, keywords or the summary of a trial that names its interventions', () => {
    expect(
      linked({
        ...drug('Othermab'),
        eligibility: 'Inclusion: zeltuvanib for four weeks',
        keywords: ['zeltuvanib'],
        summary: 'Patients receive zeltuvanib.',
      }),
    ).toEqual([]);
  });

  it('reads the summary of a cohort study and of a trial that names no interventions', () => {
    const summary = 'Participants who receive othermab in combination with zeltuvanib are followed.';
    expect(only(match({ studyType: 'OBSERVATIONAL', summary }).links)).toMatchObject({ role: 'observed' });
    expect(linked({ summary })).toEqual(['zeltuvanib']);
    expect(linked({ studyType: 'OBSERVATIONAL', summary: 'Zeltuvanib was approved long ago.' })).toEqual([]);
  });

  it('lets a common word count where something is named, and only with its context', () => {
    expect(linked(drug('Movement'))).toEqual(['movement']);
    expect(linked(drug('Othermab', { description: 'No change in movement is expected' }))).toEqual([]);
    expect(linked(drug('Eye movement training'))).toEqual([]);
    expect(linked(drug('Rays'))).toEqual([]);
    expect(linked(drug('Rays', { description: '10 Gy in two fractions' }))).toEqual(['ray-therapy']);
  });

  it('keeps an entry to the conditions it is limited to', () => {
    expect(linked({ ...drug('Heat ablation'), conditions: ['Irregular heartbeat'] })).toEqual([]);
    expect(linked({ ...drug('Heat ablation'), conditions: ['Yellow fever'] })).toEqual(['heat-ablation']);
  });

  it('links by a registry code alone only when the study names the entry nowhere', () => {
    const mesh = [{ id: 'C000900003', term: 'zeltuvanib' }];
    expect(only(match({ ...drug('Zeltuvanibium'), mesh }).links)).toMatchObject({ methods: ['code'] });
    expect(linked({ ...drug('Othermab'), keywords: ['zeltuvanib'], mesh })).toEqual([]);
    expect(only(match({ ...drug('Zeltuvanib'), mesh }).links)).toMatchObject({ methods: ['code', 'name'] });
  });
});

describe('Words around a name', () => {
  it.each([
    'Othermab in patients who progressed on zeltuvanib',
    'Othermab after zeltuvanib',
    'Othermab for zeltuvanib-refractory disease',
    'Othermab in people previously treated with morvalumab plus zeltuvanib',
    'Othermab in patients undergoing ray therapy',
    'Othermab in patients not eligible for ray therapy',
    'Othermab before ray therapy',
  ])('does not link by the title "%s"', (title) => {
    expect(linked({ ...drug('Othermab'), title })).toEqual([]);
  });

  it.each([
    'Zeltuvanib in previously untreated blue fever',
    'Othermab with or without zeltuvanib',
    'Patients who progressed on othermab will receive zeltuvanib',
    'Zeltuvanib after othermab',
  ])('links by the title "%s"', (title) => {
    expect(linked({ title })).toEqual(['zeltuvanib']);
  });

  it.each([
    'Participants may cross over to zeltuvanib',
    'Othermab alone. No prior zeltuvanib is allowed.',
    'Rescue zeltuvanib at the discretion of the investigator',
    'Candidates for ray therapy receive othermab',
    'The app does not include any ray therapy',
    'Othermab 16 weeks after standard of care surgery and ray therapy',
    'The work-up including ray therapy was completed before the operation',
  ])('does not link by the arm description "%s"', (description) => {
    expect(linked({ arms: [{ label: 'A', description }] })).toEqual([]);
  });
});

const E = 'EXPERIMENTAL';
const C = 'ACTIVE_COMPARATOR';
const arm = (label: string, type: string, ...names: string[]): Arm => ({
  label,
  type,
  interventionNames: names.map((name) => `Drug: ${name}`),
});
const drugs = (...names: string[]): Intervention[] => names.map((name) => ({ type: 'DRUG', name }));

describe('Roles', () => {
  const roles: [string, MadeUp, string][] = [
    [
      'the only arm',
      { allocation: 'NA', arms: [arm('All', E, 'Zeltuvanib')], interventions: drugs('Zeltuvanib') },
      'experimental',
    ],
    [
      'the tested arm only',
      { arms: [arm('A', E, 'Zeltuvanib'), arm('B', C, 'Othermab')], interventions: drugs('Zeltuvanib', 'Othermab') },
      'experimental',
    ],
    [
      'the control arm only',
      { arms: [arm('A', E, 'Othermab'), arm('B', C, 'Zeltuvanib')], interventions: drugs('Zeltuvanib', 'Othermab') },
      'comparator',
    ],
    [
      'one tested arm and the control arm',
      {
        arms: [arm('A', E, 'Othermab'), arm('B', E, 'Zeltuvanib', 'Othermab'), arm('C', C, 'Zeltuvanib')],
        interventions: drugs('Zeltuvanib', 'Othermab'),
      },
      'experimental',
    ],
    [
      'every arm, beside something that differs',
      {
        arms: [arm('A', E, 'Zeltuvanib', 'Othermab'), arm('B', C, 'Zeltuvanib')],
        interventions: drugs('Zeltuvanib', 'Othermab'),
      },
      'background',
    ],
    [
      'every arm, beside a placebo',
      {
        arms: [arm('A', E, 'Zeltuvanib', 'Othermab'), arm('B', 'PLACEBO_COMPARATOR', 'Zeltuvanib', 'Placebo')],
        interventions: drugs('Zeltuvanib', 'Othermab', 'Placebo'),
      },
      'background',
    ],
    [
      'every arm, in different doses',
      {
        arms: [arm('A', E, 'Zeltuvanib 400 mg'), arm('B', C, 'Zeltuvanib 200 mg')],
        interventions: drugs('Zeltuvanib 400 mg', 'Zeltuvanib 200 mg'),
      },
      'experimental',
    ],
    [
      'every arm, nothing else given',
      {
        arms: [arm('Cohort 1', E, 'Zeltuvanib'), arm('Cohort 2', E, 'Zeltuvanib')],
        interventions: drugs('Zeltuvanib'),
      },
      'experimental',
    ],
    [
      'an arm typed as tested but labelled control',
      {
        arms: [arm('A', E, 'Othermab'), arm('Control group', E, 'Zeltuvanib')],
        interventions: drugs('Zeltuvanib', 'Othermab'),
      },
      'comparator',
    ],
    [
      'the arm of usual care where no arm is typed as tested',
      {
        arms: [arm('Othermab', C, 'Othermab'), arm('Usual care', C, 'Zeltuvanib')],
        interventions: drugs('Zeltuvanib', 'Othermab'),
      },
      'comparator',
    ],
    [
      'an arm by its own words',
      {
        arms: [arm('A', E, 'Othermab'), { label: 'B', type: C, description: 'Patients receive zeltuvanib.' }],
        interventions: drugs('Othermab'),
      },
      'comparator',
    ],
    [
      'a choice of the investigator in the control arm',
      {
        arms: [arm('A', E, 'Othermab'), arm('B', C, 'Chemotherapy')],
        interventions: [
          ...drugs('Othermab'),
          { name: 'Chemotherapy', type: 'DRUG', description: "Investigator's choice of thirdmab or zeltuvanib" },
        ],
      },
      'comparator',
    ],
    [
      'a title without arms, before "versus"',
      { title: 'Zeltuvanib versus othermab', interventions: drugs('Zeltuvanib', 'Othermab') },
      'experimental',
    ],
    [
      'a title without arms, after "compared with"',
      { title: 'Othermab compared with zeltuvanib', interventions: drugs('Zeltuvanib', 'Othermab') },
      'comparator',
    ],
    [
      'a title without arms, on both sides',
      { title: 'Othermab plus zeltuvanib versus zeltuvanib', interventions: drugs('Zeltuvanib', 'Othermab') },
      'background',
    ],
    [
      'a title without arms, before "with or without"',
      { title: 'Zeltuvanib with or without othermab', interventions: drugs('Zeltuvanib', 'Othermab') },
      'background',
    ],
    ['a cohort study', { studyType: 'OBSERVATIONAL', interventions: drugs('Zeltuvanib') }, 'observed'],
    [
      'a programme against another programme of its kind',
      {
        arms: [arm('A', E, 'Guided movement'), arm('B', C, 'Movement at home')],
        interventions: drugs('Guided movement', 'Movement at home'),
      },
      'experimental',
    ],
    [
      'one programme for all, beside something that differs',
      {
        arms: [arm('A', E, 'Movement', 'Othermab'), arm('B', C, 'Movement')],
        interventions: drugs('Movement', 'Othermab'),
      },
      'background',
    ],
    [
      'one technique against another',
      {
        arms: [arm('A', E, 'Short ray beam'), arm('B', C, 'Long ray beam')],
        interventions: drugs('Short ray beam', 'Long ray beam'),
      },
      'experimental',
    ],
    [
      'every arm, as another name of interventions that differ',
      {
        arms: [arm('A', E, 'Othermab'), arm('B', 'PLACEBO_COMPARATOR', 'Placebo capsule')],
        interventions: [
          { type: 'DRUG', name: 'Othermab', otherNames: ['Ray therapy'] },
          { type: 'DRUG', name: 'Placebo capsule', otherNames: ['Ray therapy'] },
        ],
      },
      'background',
    ],
  ];

  it.each(roles)('in %s', (_, made, role) => {
    expect(only(match(made).links).role).toBe(role);
  });
});

describe("An editor's word", () => {
  it('adds a link in the stated role, and keeps what the record says beside it', () => {
    const { links } = match(drug('Morvalumab'), 'NCT90000001');
    expect(only(links)).toMatchObject({ entryId: 'morvalumab', role: 'comparator', methods: ['stated', 'name'] });
  });

  it('takes the role from the record where none is stated, and the usual one where the record is silent', () => {
    expect(only(match({ studyType: 'OBSERVATIONAL' }, 'NCT90000002').links).role).toBe('observed');
    expect(only(match({}, 'NCT90000002').links)).toMatchObject({ role: 'experimental', methods: ['stated'] });
  });

  it('removes a link', () => {
    expect(match(drug('Morvalumab'), 'NCT90000003').links).toEqual([]);
  });

  it('makes a study the subject of the entry that is about it', () => {
    expect(only(match({}, 'NCT90000009').links)).toMatchObject({
      entryId: 'the-study',
      role: 'subject',
      methods: ['identifier'],
    });
  });
});

describe('Evidence', () => {
  it('points to the text in the raw record, as received, names first', () => {
    const made: MadeUp = {
      title: 'Zeltuvanib for blue fever',
      arms: [{ label: 'A', type: E, description: 'ZX-1234 daily', interventionNames: ['Drug: Regimen'] }],
      interventions: [{ type: 'DRUG', name: 'Regimen', otherNames: ['Nothing', 'Zeltu®'] }],
      mesh: [{ id: 'C900003', term: 'zeltuvanib' }],
    };
    const { raw, links, scope } = match(made);
    const { evidence } = only(links);
    expect(evidence.map(({ pointer, matched }) => [pointer, matched])).toEqual([
      ['/protocolSection/armsInterventionsModule/interventions/0/otherNames/1', 'Zeltu'],
      ['/protocolSection/identificationModule/briefTitle', 'zeltuvanib'],
      ['/protocolSection/armsInterventionsModule/armGroups/0/description', 'ZX-1234'],
      ['/derivedSection/interventionBrowseModule/meshes/0/term', 'C900003'],
    ]);
    for (const { pointer, text } of [...evidence, ...scope.evidence]) expect(valueAt(raw, pointer)).toBe(text);
  });
});

describe('Scope', () => {
  const cases: [string, MadeUp, string][] = [
    ['the condition', { conditions: ['Blue Fevers'] }, 'primary'],
    ['the condition beside one other', { conditions: ['Azure tumor', 'Headache'] }, 'primary'],
    [
      'a title that names it beside several other conditions',
      { title: 'Tea in blue fever', conditions: ['Blue fever', 'Tea', 'Cups', 'Water'] },
      'primary',
    ],
    ['the condition among several others', { conditions: ['Blue fever', 'Red fever', 'White fever'] }, 'basket'],
    [
      'many conditions, the condition named in an arm',
      { conditions: ['Coloured fevers'], arms: [{ label: 'Cohort 2', description: 'Blue fever' }] },
      'basket',
    ],
    ['many conditions, the condition named nowhere', { conditions: ['Coloured fevers'] }, 'outside'],
    [
      'many conditions, the condition only in eligibility',
      { conditions: ['Coloured fevers'], eligibility: 'Blue fever or red fever' },
      'outside',
    ],
    ['a neighbour', { conditions: ['Green fever'] }, 'related'],
    ['a neighbour whose name holds that of the condition', { conditions: ['Metastatic azure tumor'] }, 'related'],
    ['the condition and a neighbour', { conditions: ['Blue fever', 'Green fever'] }, 'primary'],
    [
      'only the registry code of the condition',
      { conditions: ['Febris caerulea'], conditionMesh: [{ id: 'D000900001', term: 'Blue fever' }] },
      'primary',
    ],
    ['something else', { conditions: ['Broken arm'], summary: 'Unlike blue fever, a broken arm hurts.' }, 'outside'],
  ];

  it.each(cases)('of a study of %s', (_, made, scope) => {
    expect(match(made).scope.scope).toBe(scope);
  });
});
