import { describe, expect, it } from '@jest/globals';
import { fieldMapMarkdown } from '../../src/sources/clinicaltrials-gov/field-map-page.js';
import { studyFields } from '../../src/sources/clinicaltrials-gov/study-fields.js';

describe('the generated field map', () => {
  const lines = fieldMapMarkdown().split('\n');

  it('has a row for every field of a study', () => {
    for (const [field, { at }] of Object.entries(studyFields)) {
      expect(lines.filter((line) => line.startsWith(`| \`${field}\` | \`${at}\` |`))).toHaveLength(1);
    }
  });

  it('shows the parts of lists with their places and what is allowed', () => {
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^\| `locations\[\]\.status` \| `\/protocolSection\/contactsLocationsModule\/locations\/\*\/status` \| one of .*RECRUITING/,
      ),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^\| `briefTitle` .*\| yes \|$/));
  });
});
