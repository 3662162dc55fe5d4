import { valueAt } from '../../src/common/field-map.js';

/** A raw record of the registry, as loosely typed as it arrives. */
export type RawStudy = Record<string, unknown>;

const PROTOCOL = '/protocolSection';
const NCT_IDS_ONLY = /^\s*NCT\d{8}(?:[\s,]+NCT\d{8})*\s*$/i;

/** The NCT number of a raw record. */
export function nctIdOf(study: RawStudy): string {
  return String(valueAt(study, `${PROTOCOL}/identificationModule/nctId`));
}

/** The former NCT numbers of a raw record. */
export function aliasesOf(study: RawStudy): string[] {
  return textsAt(study, `${PROTOCOL}/identificationModule/nctIdAliases`);
}

/** The day on which a raw record was last posted; empty when it has none. */
function lastPosted(study: RawStudy): string {
  return textsAt(study, `${PROTOCOL}/statusModule/lastUpdatePostDateStruct/date`)[0] ?? '';
}

/** A request the real service would refuse; the message is the text of the answer. */
export class BadParameter extends Error {}

/** The studies that match query.cond, filter.ids and filter.advanced. Throws BadParameter. */
export function search(studies: RawStudy[], query: URLSearchParams): RawStudy[] {
  const condition = query.get('query.cond');
  if (condition !== null && NCT_IDS_ONLY.test(condition)) {
    const ids = new Set(condition.toUpperCase().match(/NCT\d{8}/g));
    return studies.filter((study) => isNamed(study, ids));
  }
  const ids = idFilter(query.get('filter.ids'));
  const range = postDateFilter(query.get('filter.advanced'));
  const phrases = condition === null ? null : phrasesOf(condition);
  return studies.filter(
    (study) =>
      (ids === null || isNamed(study, ids)) &&
      (range === null || (lastPosted(study) >= range.from && lastPosted(study) <= range.to)) &&
      (phrases === null || phrases.some((phrase) => conditionTexts(study).includes(phrase))),
  );
}

function isNamed(study: RawStudy, ids: ReadonlySet<string>): boolean {
  return ids.has(nctIdOf(study)) || aliasesOf(study).some((alias) => ids.has(alias));
}

function idFilter(value: string | null): Set<string> | null {
  if (value === null) return null;
  const items = value.split(/[,|]/);
  const wrong = items.findIndex((item) => !/^NCT0*[1-9]\d{0,7}$/i.test(item));
  if (wrong !== -1) {
    throw new BadParameter(`Item ${String(wrong + 1)} in parameter \`filter.ids\` has incorrect format`);
  }
  return new Set(items.map((item) => item.toUpperCase()));
}

function postDateFilter(value: string | null): { from: string; to: string } | null {
  if (value === null) return null;
  const match = /^AREA\[LastUpdatePostDate\]RANGE\[(MIN|\d{4}-\d{2}-\d{2}),\s*(MAX|\d{4}-\d{2}-\d{2})\]$/.exec(value);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new BadParameter(`Cannot read \`filter.advanced\`: ${value}`);
  }
  return { from: match[1] === 'MIN' ? '' : match[1], to: match[2] === 'MAX' ? '9999' : match[2] };
}

/** Quoted phrases joined by OR; each becomes words between single spaces, to be found between word boundaries. */
function phrasesOf(query: string): string[] {
  const parts = query.split(/\s+OR\s+/);
  const wrong = parts.find((part) => !/^(?:"[^"[\]\\]+"|[\w ,-]+)$/.test(part.trim()));
  if (wrong !== undefined) throw new BadParameter(`Cannot read \`query.cond\`: ${wrong}`);
  return parts.map(asWords);
}

const wordsOfStudy = new WeakMap<RawStudy, string>();

/** The texts of the registry's condition search area, as one string of words. */
function conditionTexts(study: RawStudy): string {
  const known = wordsOfStudy.get(study);
  if (known !== undefined) return known;
  const browse = '/derivedSection/conditionBrowseModule';
  const texts = [
    ...textsAt(study, `${PROTOCOL}/conditionsModule/conditions`),
    ...textsAt(study, `${PROTOCOL}/conditionsModule/keywords`),
    ...textsAt(study, `${PROTOCOL}/identificationModule/briefTitle`),
    ...textsAt(study, `${PROTOCOL}/identificationModule/officialTitle`),
    ...textsAt(study, `${browse}/meshes`, 'term'),
    ...textsAt(study, `${browse}/ancestors`, 'term'),
  ];
  const words = texts.map(asWords).join('|');
  wordsOfStudy.set(study, words);
  return words;
}

function asWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

function textsAt(study: RawStudy, pointer: string, key?: string): string[] {
  const value = valueAt(study, pointer);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const texts = key === undefined ? list : list.map((item) => valueAt(item, `/${key}`));
  return texts.filter((text) => typeof text === 'string');
}
