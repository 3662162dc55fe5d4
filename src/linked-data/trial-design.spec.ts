import { describe, expect, it } from '@jest/globals';
import type { ArmGroup, Design, StudyLocation } from '../model/study.js';
import { observationalDesign, trialDesign } from './trial-design.js';

const NONE: Design = {
  allocation: null,
  interventionModel: null,
  interventionModelDescription: null,
  primaryPurpose: null,
  observationalModel: null,
  timePerspective: null,
  masking: null,
  maskingDescription: null,
  whoMasked: [],
};
const arm = (type: ArmGroup['type']): ArmGroup => ({
  label: 'Made-up',
  type,
  description: null,
  interventionNames: [],
});
const site = (facility: string | null, country: string | null): StudyLocation => ({
  ...{ facility, country, status: null, city: null, state: null, zip: null, geoPoint: null },
  contacts: [],
});
const designOf = (design: Partial<Design> | null, rest: Partial<Parameters<typeof trialDesign>[0]> = {}): string[] =>
  trialDesign({
    design: design === null ? null : { ...NONE, ...design },
    armGroups: [],
    locations: [],
    ...rest,
  }).map((each) => each['@id'].slice('schema:'.length));
const randomized = (...whoMasked: string[]): string[] =>
  designOf({ allocation: 'RANDOMIZED', masking: 'X', whoMasked });

describe('the design of a trial in the words of schema.org', () => {
  it('is told by who does not know, not by how many do not', () => {
    expect(designOf({ masking: 'NONE' })).toEqual(['OpenTrial']);
    expect(randomized('PARTICIPANT')).toEqual(['RandomizedTrial', 'SingleBlindedTrial']);
    expect(randomized('PARTICIPANT', 'INVESTIGATOR')).toEqual(['RandomizedTrial', 'DoubleBlindedTrial']);
    expect(randomized('PARTICIPANT', 'CARE_PROVIDER', 'INVESTIGATOR', 'OUTCOMES_ASSESSOR')).toEqual([
      'RandomizedTrial',
      'TripleBlindedTrial',
    ]);
  });

  it('says nothing of blinding that schema.org has no word for', () => {
    expect(randomized('OUTCOMES_ASSESSOR')).toEqual(['RandomizedTrial']);
    expect(randomized('PARTICIPANT', 'CARE_PROVIDER')).toEqual(['RandomizedTrial']);
    expect(randomized()).toEqual(['RandomizedTrial']);
    expect(designOf({ allocation: 'NON_RANDOMIZED', masking: 'SINGLE', whoMasked: ['PARTICIPANT'] })).toEqual([]);
    expect(designOf(null)).toEqual([]);
  });

  it('says that a placebo is compared with, and that there are several centres or countries', () => {
    expect(designOf(null, { armGroups: [arm('PLACEBO_COMPARATOR')] })).toEqual(['PlaceboControlledTrial']);
    expect(designOf(null, { armGroups: [arm('SHAM_COMPARATOR'), arm(null)] })).toEqual([]);
    expect(designOf(null, { locations: [site('A', 'France'), site('B', 'France')] })).toEqual(['MultiCenterTrial']);
    expect(designOf(null, { locations: [site('A', 'France'), site('A', 'Spain')] })).toEqual(['InternationalTrial']);
    expect(designOf(null, { locations: [site(null, null), site('A', 'France'), site(null, 'France')] })).toEqual([]);
  });

  it('of an observational study is told where both have the same word', () => {
    const of = (design: Partial<Design> | null) =>
      observationalDesign({ design: design === null ? null : { ...NONE, ...design } }).map((each) => each['@id']);
    expect(of({ observationalModel: 'COHORT', timePerspective: 'CROSS_SECTIONAL' })).toEqual([
      'schema:CohortStudy',
      'schema:CrossSectional',
    ]);
    expect(of({ observationalModel: 'CASE_CONTROL', timePerspective: 'PROSPECTIVE' })).toEqual([]);
    expect(of(null)).toEqual([]);
  });
});
