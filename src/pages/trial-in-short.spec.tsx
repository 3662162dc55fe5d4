import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import type { Trial } from '../api/schemas/study.schema.js';
import { Setting } from '../markup/setting.js';
import { TrialContacts } from './trial-contacts.js';
import { TrialInShort } from './trial-in-short.js';

const at = new Setting('en', 'https://made.up', null);

/** A made-up study with nothing but what a test is about. */
function study(parts: Partial<Trial>): Trial {
  const nothing = {
    interventions: [],
    conditions: [],
    locations: [],
    phases: [],
    secondaryIds: [],
    centralContacts: [],
  };
  const unknown = { eligibility: null, startDate: null, completionDate: null, studyType: null, enrollmentCount: null };
  return { ...nothing, ...unknown, leadSponsor: null, hasResults: false, ...parts } as unknown as Trial;
}

function agesOf(minimumAge: string | null, maximumAge: string | null): string {
  const eligibility = { sex: 'ALL', minimumAge, maximumAge, healthyVolunteers: null } as Trial['eligibility'];
  const html = renderToString(<TrialInShort at={at} trial={study({ eligibility })} />);
  return /<dt>Who it is for<\/dt><dd>(.*?)<\/dd>/.exec(html)?.[1] ?? '';
}

describe('a study in short', () => {
  it.each([
    ['18 Years', '75 Years', 'Ages 18 to 75'],
    ['18 Years', null, 'From the age of 18'],
    [null, '1 Year', 'Up to the age of 1'],
    ['6 Months', '5 Years', 'Ages 6 months to 5 years'],
    ['1 Day', '1 Week', 'Ages 1 day to 1 week'],
    [null, null, 'No age limit stated'],
    ['\u202eevil 6 Months', null, 'From the age of evil 6 Months'],
  ])('says of ages from %s to %s: %s', (minimum, maximum, said) => {
    expect(agesOf(minimum, maximum)).toBe(said);
  });
});

describe('contacts of a study', () => {
  const linkOf = (phone: string | null, email: string | null): string => {
    const centralContacts = [{ name: 'Made-up contact', role: null, phone, email }];
    const html = renderToString(<TrialContacts at={at} trial={study({ centralContacts })} />);
    return /href="([^"]*)"/.exec(html)?.[1] ?? 'none';
  };

  it.each([
    ['+1 (555) 010-9999', 'tel:+15550109999'],
    ['+49 (0)89 1234567', 'tel:+49891234567'],
    ['031-1234567/8901234', 'none'],
    ['call 1 now', 'none'],
  ])('can be called at %s as %s', (phone, link) => {
    expect(linkOf(phone, null)).toBe(link);
  });

  it.each([
    ['made.up+trial@hospital.example', 'mailto:made.up+trial@hospital.example'],
    ['a@b.example?subject=Consent&body=I+agree', 'none'],
    ['a@b.example%0Abcc:c@d.example', 'none'],
  ])('can be written to at %s as %s', (email, link) => {
    expect(linkOf(null, email)).toBe(link);
  });
});
