import { plainText } from '../common/plain-text.js';
import { LRUCache } from 'lru-cache';
import type { Language } from './languages.js';

/** Code of a country (ISO 3166-1 alpha-2; `XK`, which it leaves to its users, for Kosovo). */
export type CountryCode = string;

const LETTERS = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));

/** Codes that have a name in CLDR and are no country of ISO 3166-1: former ones, parts, unions and codes for tests. */
const NO_COUNTRY = new Set(
  'AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH QO RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(' '),
);

/** Codes whose longer name in CLDR adds a title to the name that people use. */
const SHORT_NAMES = new Set(['HK', 'MO', 'PS']);

/** What registries call a country where CLDR calls it otherwise; compared as `plain` writes it. */
const OTHER_NAMES: Readonly<Record<CountryCode, readonly string[]>> = {
  AE: ['UAE'],
  BO: ['Bolivia, Plurinational State of'],
  BN: ['Brunei Darussalam'],
  CD: ['Congo, The Democratic Republic of the', 'Democratic Republic of the Congo', 'DR Congo'],
  CG: ['Congo', 'Republic of the Congo'],
  CI: ['Ivory Coast'],
  CV: ['Cabo Verde'],
  CZ: ['Czech Republic'],
  FK: ['Falkland Islands (Malvinas)'],
  FO: ['Faeroe Islands'],
  FM: ['Micronesia, Federated States of', 'Federated States of Micronesia'],
  GB: ['Great Britain', 'UK'],
  HM: ['Heard Island and McDonald Islands'],
  KP: ["Korea, Democratic People's Republic of"],
  KR: ['Korea, Republic of', 'Republic of Korea'],
  LA: ["Lao People's Democratic Republic"],
  MK: ['Macedonia', 'Macedonia, The Former Yugoslav Republic of'],
  LY: ['Libyan Arab Jamahiriya'],
  MO: ['Macau'],
  MF: ['Saint Martin (French part)'],
  MM: ['Burma'],
  PS: ['Palestinian Territory, occupied', 'Palestine, State of', 'Occupied Palestinian Territory'],
  RU: ['Russian Federation'],
  SH: ['Saint Helena, Ascension and Tristan da Cunha'],
  SX: ['Sint Maarten (Dutch part)'],
  SY: ['Syrian Arab Republic'],
  SZ: ['Swaziland'],
  TL: ['East Timor'],
  TR: ['Turkey'],
  TZ: ['Tanzania, United Republic of', 'United Republic of Tanzania'],
  UM: ['United States Minor Outlying Islands'],
  US: ['United States of America', 'USA'],
  VA: ['Holy See', 'Holy See (Vatican City State)'],
  VG: ['Virgin Islands (British)', 'Virgin Islands, British'],
  VI: ['Virgin Islands (U.S.)', 'Virgin Islands, U.S.'],
  VN: ['Viet Nam'],
};

const names = new Map<string, Intl.DisplayNames>();

function namesIn(language: Language, style: 'long' | 'short'): Intl.DisplayNames {
  const key = `${language} ${style}`;
  const known = names.get(key) ?? new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
  names.set(key, known);
  return known;
}

function nameOf(language: Language, code: CountryCode): string | undefined {
  return namesIn(language, SHORT_NAMES.has(code) ? 'short' : 'long').of(code);
}

/** A name without what spellings differ in: case, accents, dots, apostrophes, `&` and `and`, `St.` and `Saint`, `the`. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}'’‘`.]/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bthe\b/g, ' ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

let codes: ReadonlyMap<string, CountryCode> | null = null;

function codesByName(): ReadonlyMap<string, CountryCode> {
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) => !NO_COUNTRY.has(code),
  );
  const cldr = all.flatMap((code) => {
    const spelled = [namesIn('en', 'long').of(code), nameOf('en', code)].filter((name) => name !== undefined);
    return spelled.flatMap(readings).map((name) => [plain(name), code] as const);
  });
  const others = Object.entries(OTHER_NAMES).flatMap(([code, list]) =>
    list.map((name) => [plain(name), code] as const),
  );
  return new Map([...cldr, ...others]);
}

/** The ways in which a name may be known: whole, without what stands in brackets, without ", Republic of". */
function readings(name: string): string[] {
  const brackets = /^([^(]+)\([^)]+\)\s*$/.exec(name);
  const turned = /^([^,]+),.*\bof(?: the)?\s*$/i.exec(name);
  return [name, brackets?.[1], turned?.[1]].filter((each) => each !== undefined);
}

/** Names that were looked up, with an empty code where there is none: lists of sites name the same countries again and again. */
const lookedUp = new LRUCache<string, CountryCode>({ max: 1000 });

/** The code of a country named in English as registries do, null for a name that no present country has. */
export function countryCode(name: string): CountryCode | null {
  // No country has a longer name, and the reading of it must cost little.
  if (name.length > 100) return null;
  const code = lookedUp.get(name) ?? codeOf(name);
  lookedUp.set(name, code);
  return code === '' ? null : code;
}

function codeOf(name: string): CountryCode {
  const known = (codes ??= codesByName());
  for (const reading of readings(name)) {
    const code = known.get(plain(reading));
    if (code !== undefined) return code;
  }
  return '';
}

/** Characters of a name that no country has. */
const LONGEST = 80;

/** The name of a country in a language; a name that no present country has stays as it is, fit to be shown. */
export function countryName(language: Language, name: string): string {
  const code = countryCode(name);
  return (code === null ? undefined : nameOf(language, code)) ?? plainText(name, LONGEST).text;
}
