import { expectation, isRequired, type FieldSource } from '../../common/field-map.js';
import { studyFields } from './study-fields.js';

const HEAD = `# Field map

Made by \`npm run generate\` from \`src/sources/clinicaltrials-gov/study-fields.ts\`; do not edit.

Where every field of a study stands in a record of ClinicalTrials.gov API v2 (pointers as in RFC 6901; \`*\` is every
element of a list) and what is read there. A record without a required field is rejected. Any other field that is not
stated is empty; one that holds something else is empty and reported, and storage keeps its last good value. In a list
or an object only the bad part is affected.

| Field | Pointer | Read as | Required |
| --- | --- | --- | --- |
`;

/** The table of all fields of a study, their places upstream and how they are read, as Markdown. */
export function fieldMapMarkdown(): string {
  return `${HEAD}${rowsOf(studyFields, '', '').join('\n')}\n`;
}

function rowsOf(map: object, field: string, pointer: string): string[] {
  return Object.entries(map as Record<string, FieldSource<unknown>>).flatMap(([name, source]) => {
    const place = { field: `${field}${name}`, pointer: `${pointer}${source.at}` };
    const row = `| \`${place.field}\` | \`${place.pointer}\` | ${expectation(source.as)} | ${isRequired(source) ? 'yes' : ''} |`;
    return [row, ...partRows(source, place)];
  });
}

function partRows({ as }: FieldSource<unknown>, { field, pointer }: { field: string; pointer: string }): string[] {
  if (!('parts' in as) || as.parts === null) return [];
  const isList = Array.isArray(as.empty);
  return rowsOf(as.parts, `${field}${isList ? '[]' : ''}.`, `${pointer}${isList ? '/*' : ''}`);
}
