import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { DrugDocument } from '../model/drug.js';
import type { EntryDrug, EntryPublication } from '../model/entry.js';
import { buildOpenApi } from './openapi-document.js';
import type { drugDocument } from './schemas/drug.schema.js';
import type { EntryDetail } from './schemas/entry.schema.js';
import type { entryPublication } from './schemas/publication.schema.js';

/** Whether two types are one: the compiler refuses this file as soon as a schema and its model drift apart. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const SAME: [
  Same<z.output<typeof drugDocument>, DrugDocument>,
  Same<z.output<typeof entryPublication>, EntryPublication>,
  Same<Omit<NonNullable<EntryDetail['drug']>, 'parts'>, EntryDrug>,
] = [true, true, true];

type Schema = { type?: unknown; additionalProperties?: unknown; description?: string };
const { paths, components } = buildOpenApi() as {
  paths: Record<string, { get: { responses: Record<string, { description: string }> } }>;
  components: { schemas: Record<string, Schema> };
};

describe('the description of drugs and publications', () => {
  it('states the types of the model', () => {
    expect(SAME).not.toContain(false);
  });

  it('names what each address answers beside its record', () => {
    const statusesOf = (path: string): string[] => Object.keys(paths[path]?.get.responses ?? {});
    expect(statusesOf('/v1/drugs')).toEqual(expect.arrayContaining(['200', '304', '400']));
    expect(statusesOf('/v1/drugs/{drugId}')).toEqual(expect.arrayContaining(['200', '301', '404', '503']));
    expect(statusesOf('/v1/publications/{pmid}')).toEqual(expect.arrayContaining(['200', '400', '404']));
  });

  it('leaves no object open', () => {
    const open: string[] = [];
    const visit = (schema: unknown, at: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, additionalProperties } = schema as Schema;
      if (type === 'object' && additionalProperties === undefined) open.push(at);
      for (const [name, inner] of Object.entries(schema)) visit(inner, `${at}/${name}`);
    };
    for (const name of ['Drug', 'DrugItem', 'FieldConflict', 'Publication', 'PartStatus', 'Parts', 'Entry']) {
      expect(components.schemas[name]).toBeDefined();
      visit(components.schemas[name], name);
    }
    expect(open).toEqual([]);
  });
});
