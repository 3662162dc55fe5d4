import { describe, expect, it } from '@jest/globals';
import { linkedDataFaults } from '../../test/support/linked-data.js';
import { madeUpFullDrug } from '../../test/support/made-up-drugs.js';
import { madeUpRecord } from '../../test/support/studies.js';
import { parseNctId, type NctId } from '../model/identifiers.js';
import type { Intervention, StudyLocation } from '../model/study.js';
import { mapStudyRecord } from '../sources/clinicaltrials-gov/mapper.js';
import { drugOf } from './drug.js';
import type { Beside, ServedPublication, ServedStudy } from './linked-data.types.js';
import { medicalStudyOf } from './medical-study.js';
import { scholarlyArticleOf } from './scholarly-article.js';

const BASE = 'https://made-up.example';
const BESIDE: Beside = {
  base: BASE,
  disclaimer: 'Made-up sentence.',
  sources: [
    { id: 'made-up-source', attribution: 'Made-up attribution.', licence: 'made-up licence' },
    { id: 'unused', attribution: 'Never shown.', licence: 'never shown' },
  ],
};
const NCT = parseNctId('NCT99999901') as NctId;
const provenance = { source: 'made-up-source', retrievedAt: '2026-11-24T09:00:00.000Z' };

/** A made-up study, changed. */
function madeUpStudy(change: Partial<ServedStudy> = {}): ServedStudy {
  const received = { retrievedAt: provenance.retrievedAt, origin: 'live', dataDate: null } as const;
  const result = mapStudyRecord(madeUpRecord(NCT), received);
  if ('rejection' in result) throw new Error('not mapped');
  const { data, url } = result.record;
  return { ...data, url, origin: 'live', statusTrusted: true, provenance, ...change };
}
const site = (city: string | null, country: string | null, change: Partial<StudyLocation> = {}): StudyLocation => ({
  ...{ facility: null, status: null, city, state: null, zip: null, country, geoPoint: null, contacts: [] },
  ...change,
});
const intervention = (name: string, type: Intervention['type'], ...armGroupLabels: string[]): Intervention => ({
  ...{ type, name, description: null, armGroupLabels, otherNames: [] },
});

describe('a study as linked data', () => {
  it('has the type that the record states', () => {
    const typeOf = (studyType: ServedStudy['studyType']) => medicalStudyOf(madeUpStudy({ studyType }), BESIDE)['@type'];
    expect([typeOf('INTERVENTIONAL'), typeOf('OBSERVATIONAL'), typeOf('EXPANDED_ACCESS'), typeOf(null)]).toEqual([
      'MedicalTrial',
      'MedicalObservationalStudy',
      'MedicalStudy',
      'MedicalStudy',
    ]);
  });

  it('is named by its address here, with its numbers, its page in the registry and its record', async () => {
    const study = madeUpStudy({
      nctIdAliases: ['NCT99999902'],
      orgStudyId: 'MADE-UP-1',
      secondaryIds: [{ id: '2099-000001-00', type: 'EUDRACT_NUMBER', domain: null, link: null }],
      leadSponsor: { name: 'Made-up Sponsor', class: 'INDUSTRY' },
      lastUpdatePostDate: { date: '2026-10', type: 'ACTUAL' },
      references: [
        { pmid: '99999901', type: 'RESULT', citation: 'A made-up citation.' },
        { pmid: null, type: null, citation: 'Another one.' },
        { pmid: 'none', type: null, citation: null },
      ],
    });
    const linked = medicalStudyOf(study, BESIDE);
    expect(await linkedDataFaults(linked)).toEqual([]);
    expect(linked).toMatchObject({
      '@context': 'https://schema.org',
      '@id': `${BASE}/v1/trials/${NCT}`,
      identifier: [
        { propertyID: 'NCT number', value: NCT },
        { propertyID: 'NCT number', value: 'NCT99999902', name: 'Former NCT number' },
        { propertyID: "Organization's own study id", value: 'MADE-UP-1' },
        { propertyID: 'EUDRACT_NUMBER', value: '2099-000001-00' },
      ],
      code: { codingSystem: 'ClinicalTrials.gov', codeValue: NCT },
      url: study.url,
      sameAs: study.url,
      sponsor: { '@type': 'Organization', name: 'Made-up Sponsor' },
    });
    expect(linked.subjectOf).toEqual({
      '@type': 'CreativeWork',
      '@id': `${BASE}/v1/trials/${NCT}#record`,
      url: `${BASE}/v1/trials/${NCT}`,
      inLanguage: 'en',
      dateModified: '2026-10',
      isBasedOn: expect.objectContaining({ '@id': study.url, dateModified: '2026-10' }),
      citation: [
        {
          '@type': 'ScholarlyArticle',
          '@id': 'https://pubmed.ncbi.nlm.nih.gov/99999901/',
          url: 'https://pubmed.ncbi.nlm.nih.gov/99999901/',
          description: 'A made-up citation.',
        },
        'Another one.',
      ],
      creditText: 'Made-up attribution.',
      sdPublisher: { '@type': 'Organization', name: 'Trialweave', url: `${BASE}/` },
      sdDatePublished: '2026-11-24',
      sdLicense: [{ '@type': 'CreativeWork', text: 'made-up licence' }],
      usageInfo: { '@type': 'CreativeWork', name: 'No medical advice', text: 'Made-up sentence.' },
    });
  });

  it('says nothing that the record does not state', () => {
    const study = madeUpStudy({ overallStatus: null, conditions: [], leadSponsor: null, briefSummary: null });
    const linked = medicalStudyOf({ ...study, officialTitle: study.briefTitle, acronym: null }, BESIDE);
    const absent = ['alternateName', 'status', 'sponsor', 'description', 'studyLocation', 'healthCondition'];
    expect(Object.keys(linked).filter((name) => absent.includes(name))).toEqual([]);
    expect(JSON.stringify(linked)).not.toContain('null');
  });

  it('takes place in its cities, each once, and in its countries where the cities are many', () => {
    const placesOf = (locations: StudyLocation[]): unknown =>
      medicalStudyOf(madeUpStudy({ locations }), BESIDE).studyLocation;
    const point = { state: 'Made-up State', geoPoint: { lat: 1.5, lon: -2.5 } };
    const country = { '@type': 'Country', name: 'France' };
    expect(placesOf([site('Lyon', 'France', point), site('Lyon', 'France', point), site(null, 'France')])).toEqual([
      {
        '@type': 'City',
        name: 'Lyon',
        geo: { '@type': 'GeoCoordinates', latitude: 1.5, longitude: -2.5 },
        containedInPlace: { '@type': 'AdministrativeArea', name: 'Made-up State', containedInPlace: country },
      },
      country,
    ]);
    const many = Array.from({ length: 51 }, (_, i) => site(`Made-up City ${String(i)}`, 'France'));
    expect(placesOf([...many, site(null, null)])).toEqual([country]);
    expect(placesOf([site(null, null)])).toBeUndefined();
  });

  it('studies conditions, coded where the record has a MeSH term of the name', () => {
    const study = madeUpStudy({
      conditions: ['made-up term', 'Made-up Condition'],
      conditionMeshTerms: [
        { id: 'D6528', term: 'Made-up Term' },
        { id: 'D66500', term: 'Of Uncertain Spelling' },
      ],
    });
    expect(medicalStudyOf(study, BESIDE).healthCondition).toEqual([
      {
        '@type': 'MedicalCondition',
        name: 'made-up term',
        code: { '@type': 'MedicalCode', codingSystem: 'MeSH', codeValue: 'D006528', name: 'Made-up Term' },
      },
      { '@type': 'MedicalCondition', name: 'Made-up Condition' },
      { '@type': 'MedicalCondition', name: 'Of Uncertain Spelling' },
    ]);
  });

  it('investigates what experimental arms get, and no placebo', () => {
    const arm = (label: string, type: 'EXPERIMENTAL' | 'ACTIVE_COMPARATOR') => ({
      ...{ label, type, description: null, interventionNames: [] },
    });
    const study = madeUpStudy({
      studyType: 'INTERVENTIONAL',
      armGroups: [arm('A', 'EXPERIMENTAL'), arm('B', 'ACTIVE_COMPARATOR')],
      interventions: [
        intervention('Made-upinib', 'DRUG', 'A', 'B'),
        intervention('Made-up Scan', 'DIAGNOSTIC_TEST', 'A'),
        intervention('Made-up Cells', 'BIOLOGICAL', 'A'),
        intervention('Of no kind', null, 'A'),
        intervention('Placebo for Made-upinib', 'DRUG', 'A'),
        intervention('Compared', 'DRUG', 'B'),
        intervention('In no arm', 'DRUG'),
      ],
    });
    const linked = medicalStudyOf(study, BESIDE) as { studySubject?: { '@type': string; name: string }[] };
    expect(linked.studySubject?.map((each) => [each['@type'], each.name])).toEqual([
      ['Drug', 'Made-upinib'],
      ['MedicalTest', 'Made-up Scan'],
      ['MedicalEntity', 'Made-up Cells'],
      ['MedicalEntity', 'Of no kind'],
    ]);
  });
});

describe('a drug as linked data', () => {
  const drug = madeUpFullDrug('inventinib');
  const label = drug.label;

  it('has its own names and codes, not those of salts, products and combinations', async () => {
    const linked = drugOf(
      {
        ...drug,
        names: [
          { name: 'inventinib', kind: 'generic', isCombination: false, sources: [] },
          { name: 'inventinib tosylate', kind: 'form', isCombination: false, sources: [] },
          { name: 'Inventex', kind: 'brand', isCombination: false, sources: [] },
          { name: 'Inventex Plus', kind: 'brand', isCombination: true, sources: [] },
        ],
        identifiers: [
          { system: 'unii', code: 'MADEUP0001', label: null, sources: ['made-up-source'] },
          { system: 'unii', code: 'MADEUP0002', label: 'inventinib tosylate', sources: [] },
          { system: 'rxnorm', code: '99000001', label: 'Inventinib', sources: [] },
          { system: 'spl-set-id', code: 'made-up', label: null, sources: [] },
        ],
      },
      BESIDE,
    );
    expect(await linkedDataFaults(linked)).toEqual([]);
    expect(linked).toMatchObject({
      '@id': `${BASE}/v1/drugs/inventinib`,
      nonProprietaryName: ['inventinib'],
      activeIngredient: ['inventinib'],
      alternateName: ['Inventex'],
      rxcui: ['99000001'],
      code: [
        { codingSystem: 'UNII', codeValue: 'MADEUP0001' },
        { codingSystem: 'RxNorm', codeValue: '99000001' },
      ],
      subjectOf: { creditText: 'Made-up attribution.', usageInfo: { text: 'Made-up sentence.' } },
    });
    expect(JSON.stringify(linked)).not.toContain('ever shown');
  });

  it('calls nothing an ingredient where no code says that the drug is a substance', () => {
    expect(drugOf({ ...drug, identifiers: [] }, BESIDE)).not.toHaveProperty('activeIngredient');
  });

  it('has the texts of a label of the drug alone, and none of any other', () => {
    if (label === null) throw new Error('the made-up drug has a label');
    const boxedWarning = ['Made-up.', 'Two.'];
    const told = { ...label, isCombination: false, matchedBy: 'identifier' as const, boxedWarning };
    const texts = ['warning', 'mechanismOfAction', 'labelDetails', 'prescribingInfo'];
    const linked = drugOf({ ...drug, label: told }, BESIDE);
    expect(linked).toMatchObject({ warning: 'Made-up.\n\nTwo.', labelDetails: label.url, prescribingInfo: label.url });
    for (const other of [null, { ...told, isCombination: true }, { ...told, matchedBy: 'name' as const }]) {
      const named = Object.keys(drugOf({ ...drug, label: other }, BESIDE));
      expect(named.filter((name) => texts.includes(name))).toEqual([]);
    }
  });
});

describe('a publication as linked data', () => {
  const publication: ServedPublication = {
    pmid: '99999901',
    title: 'A made-up publication.',
    journal: 'Made-up Journal',
    publishedOn: '2026-02',
    authors: ['Nobody N', 'Made-up Group'],
    doi: '10.9999/made<up>#1',
    pmcid: null,
    publicationTypes: ['Journal Article'],
    languages: ['eng', 'ger', 'und'],
    isRetracted: false,
    url: 'https://pubmed.ncbi.nlm.nih.gov/99999901/',
    relatedTo: {
      studies: [
        { nctId: 'NCT99999901', relation: 'states-number' },
        { nctId: 'NCT99999902', relation: 'names-number' },
      ],
    },
    provenance,
  };

  it('says what it is, on which studies, and in which languages', async () => {
    const linked = scholarlyArticleOf(publication, BESIDE);
    expect(await linkedDataFaults(linked)).toEqual([]);
    expect(linked).toMatchObject({
      '@type': 'ScholarlyArticle',
      '@id': `${BASE}/v1/publications/99999901`,
      name: 'A made-up publication.',
      author: [{ name: 'Nobody N' }, { name: 'Made-up Group' }],
      sameAs: [publication.url, 'https://doi.org/10.9999/made%3Cup%3E%231'],
      datePublished: '2026-02',
      isPartOf: { '@type': 'Periodical', name: 'Made-up Journal' },
      inLanguage: ['en', 'de'],
      about: [{ '@id': `${BASE}/v1/trials/NCT99999901` }],
      mentions: [{ '@id': `${BASE}/v1/trials/NCT99999902` }],
    });
    expect(linked).not.toHaveProperty('creativeWorkStatus');
  });

  it('says that it was retracted, and nothing that is not known', async () => {
    const bare = { journal: null, publishedOn: null, doi: null, authors: [], languages: [], isRetracted: true };
    const linked = scholarlyArticleOf({ ...publication, ...bare, relatedTo: { studies: [] } }, BESIDE);
    expect(await linkedDataFaults(linked)).toEqual([]);
    expect(linked).toMatchObject({ creativeWorkStatus: 'Retracted', sameAs: [publication.url] });
    const absent = ['isPartOf', 'datePublished', 'author', 'inLanguage', 'about', 'mentions'];
    expect(Object.keys(linked).filter((name) => absent.includes(name))).toEqual([]);
  });
});
