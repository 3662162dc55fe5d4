import { z } from 'zod';
import { entryFile, guideFile } from './guide-file.js';

/** The JSON Schemas editors check guide files against (draft 2020-12): content by path from the root of the project. */
export function guideJsonSchemas(): Record<string, string> {
  return {
    'guides/guide.schema.json': jsonSchema(guideFile, 'Trialweave guide', 'guide.yaml of a guide folder'),
    'guides/entry.schema.json': jsonSchema(entryFile, 'Trialweave guide entry', 'entries/<id>.yaml of a guide folder'),
  };
}

function jsonSchema(schema: z.ZodType, title: string, description: string): string {
  const generated = z.toJSONSchema(schema, { io: 'input', reused: 'inline' });
  return `${JSON.stringify({ title, description, ...generated }, null, 2)}\n`;
}
