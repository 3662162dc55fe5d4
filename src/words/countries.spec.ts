import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { countryCode, countryName } from './countries.js';
import { LANGUAGE } from './languages.js';

const SNAPSHOT = new URL('../../data/snapshot/clinicaltrials-gov.ndjson.gz', import.meta.url);

type Site = { country?: string };
type BundledLine = { raw: { protocolSection: { contactsLocationsModule?: { locations?: Site[] } } } };

function bundledCountries(): string[] {
  const lines = gunzipSync(readFileSync(SNAPSHOT)).toString('utf8').trim().split('\n');
  const sites = lines.flatMap(
    (line) => (JSON.parse(line) as BundledLine).raw.protocolSection.contactsLocationsModule?.locations ?? [],
  );
  return [...new Set(sites.flatMap(({ country }) => country ?? []))];
}

describe('countries', () => {
  it.each([
    ['United States', 'US'],
    ['South Korea', 'KR'],
    ['Korea, Republic of', 'KR'],
    ["Korea, Democratic People's Republic of", 'KP'],
    ['Türkiye (Turkey)', 'TR'],
    ['Turkey (Türkiye)', 'TR'],
    ['Turkey', 'TR'],
    ['Taiwan', 'TW'],
    ['Hong Kong', 'HK'],
    ['Macau', 'MO'],
    ['Russia', 'RU'],
    ['Russian Federation', 'RU'],
    ['Czechia', 'CZ'],
    ['Czech Republic', 'CZ'],
    ['Iran, Islamic Republic of', 'IR'],
    ['Moldova, Republic of', 'MD'],
    ['Macedonia, The Former Yugoslav Republic of', 'MK'],
    ['Congo, The Democratic Republic of the', 'CD'],
    ['Congo', 'CG'],
    ['Viet Nam', 'VN'],
    ['Vietnam', 'VN'],
    ['Côte d’Ivoire', 'CI'],
    ["Cote D'Ivoire", 'CI'],
    ['Bosnia and Herzegovina', 'BA'],
    ['Saint Lucia', 'LC'],
    ['The Gambia', 'GM'],
    ['Virgin Islands (U.S.)', 'VI'],
    ['Palestinian Territories', 'PS'],
    ['Kosovo', 'XK'],
    ['Myanmar', 'MM'],
    ['Burma', 'MM'],
    ['Georgia', 'GE'],
    ['Réunion', 'RE'],
    ['North Macedonia', 'MK'],
    ['Guinea-Bissau', 'GW'],
    ["Lao People's Democratic Republic", 'LA'],
    ['Tanzania, United Republic of', 'TZ'],
    ['Libyan Arab Jamahiriya', 'LY'],
    ['UNITED KINGDOM', 'GB'],
  ])('%s has the code %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  it.each([
    'Former Yugoslavia',
    'Netherlands Antilles',
    'Korea',
    '',
    'Nowhere',
    'Nowhere (China)',
    'European Union',
    '<b>',
  ])('no present country is called %.20s, so it has no code and keeps its name', (name) => {
    expect(countryCode(name)).toBeNull();
    expect(countryName('fr', name)).toBe(name);
  });

  it('keeps the beginning of a name that goes on for a megabyte, without what turns the page around', () => {
    const name = `\u202e${'x'.repeat(1e6)}`;
    expect(countryCode(name)).toBeNull();
    expect(countryName('fr', name)).toMatch(/^x{1,80} …$/);
  });

  it('knows every country of the bundled records, in every language, but the one that does not say which Korea', () => {
    const stated = bundledCountries();
    const names = stated.filter((name) => countryCode(name) !== null);
    expect(names.length).toBeGreaterThan(20);
    expect(stated.filter((name) => !names.includes(name))).toEqual(['Korea']);
    for (const language of LANGUAGE) {
      const shown = names.map((name) => countryName(language, name));
      expect(shown.every((name) => name.trim() !== '')).toBe(true);
      if (language === 'ja' || language === 'ar') expect(shown.some((name) => /[a-z]/.test(name))).toBe(false);
    }
  });

  it('are named in the language of the reader', () => {
    expect(countryName('de', 'Korea, Republic of')).toBe('Südkorea');
    expect(countryName('fr', 'Turkey (Türkiye)')).toBe('Turquie');
    expect(countryName('ar', 'France')).toBe('فرنسا');
    expect(countryName('en', 'Hong Kong')).toBe('Hong Kong');
    expect(countryName('en', 'Korea, Republic of')).toBe('South Korea');
  });
});
