import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { FieldMap, FieldSource } from '../../common/field-map.js';
import * as study from '../../model/study.js';
import { studyFields } from './study-fields.js';

type Schema = {
  enum?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  $ref?: string;
  type?: string;
};
const file = new URL('../../../test/fixtures/clinicaltrials-gov/api/openapi-2.0.5.yaml', import.meta.url);
const { components } = parse(readFileSync(file, 'utf8')) as { components: { schemas: Record<string, Schema> } };
const { schemas } = components;

describe('the enums of a study', () => {
  it.each<[string, readonly string[]]>([
    ['Status', study.OVERALL_STATUS],
    ['Phase', study.PHASE],
    ['StudyType', study.STUDY_TYPE],
    ['AgencyClass', study.SPONSOR_CLASS],
    ['ArmGroupType', study.ARM_TYPE],
    ['InterventionType', study.INTERVENTION_TYPE],
    ['Sex', study.SEX],
    ['DateType', study.DATE_TYPE],
    ['EnrollmentType', study.DATE_TYPE],
    ['StandardAge', study.STANDARD_AGE],
  ])('%s holds exactly the values that the registry publishes', (name, values) => {
    expect([...values].sort()).toEqual([...(schemas[name]?.enum ?? [])].sort());
  });

  it('have a status for every status of a site', () => {
    const known: readonly string[] = study.OVERALL_STATUS;
    expect(schemas['RecruitmentStatus']?.enum?.filter((status) => !known.includes(status))).toEqual([]);
  });
});

describe('the field map of a study', () => {
  it('points only at places that the registry publishes', () => {
    expect(unknownPlaces(studyFields, { $ref: '#/components/schemas/Study' })).toEqual([]);
  });

  it('would notice a place that is not published', () => {
    const wrong = { nctId: { ...studyFields.nctId, at: '/protocolSection/identificationModule/nctNumber' } };
    expect(unknownPlaces(wrong, { $ref: '#/components/schemas/Study' })).toEqual([wrong.nctId.at]);
  });
});

function unknownPlaces(map: object, within: Schema): string[] {
  return Object.values(map as FieldMap<Record<string, unknown>>).flatMap((source: FieldSource<unknown>) => {
    const place = schemaAt(within, source.at);
    if (place === null) return [source.at];
    const parts = 'parts' in source.as ? source.as.parts : null;
    return parts === null ? [] : unknownPlaces(parts, place.items ?? place).map((at) => `${source.at}${at}`);
  });
}

function schemaAt(schema: Schema, pointer: string): Schema | null {
  let found: Schema | undefined = resolved(schema);
  for (const step of pointer.split('/').slice(1)) found = resolved(found?.properties?.[step]);
  return found ?? null;
}

function resolved(schema: Schema | undefined): Schema | undefined {
  const name = schema?.$ref?.split('/').at(-1);
  return name === undefined ? schema : schemas[name];
}
