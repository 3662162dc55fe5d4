import type { z } from 'zod';
import {
  classesAnswer,
  historyAnswer,
  idsAnswer,
  propertiesAnswer,
  relatedAnswer,
  relatedRxcuis,
  uniisAnswer,
  type History,
} from './contract.js';

/** One request to the service, by path and query below its root, and how its answer is read. */
export type Call<T = unknown> = { path: string; query: Record<string, string>; answer: z.ZodType<T> };

/** Who says which class a drug is in (`relaSource`), and by which relations; ATC names none. */
export const CLASS_SOURCES = ['ATC', 'FDASPL', 'DAILYMED', 'MEDRT'] as const;
export type ClassSource = (typeof CLASS_SOURCES)[number];

/** Relations that say what a drug is; others say what it treats or must not be given with. */
export const MEMBERSHIP = ['has_epc', 'has_moa', 'has_pe'];

/** Status and successors of a number. */
export function historyOf(rxcui: string): Call<History> {
  return { path: `/rxcui/${rxcui}/historystatus.json`, query: {}, answer: historyAnswer };
}

/** Name and term type of a concept; `mustExist` where the service has named it before. */
export function propertiesOf(rxcui: string, mustExist: boolean): Call<{ name: string; tty: string } | null> {
  return { path: `/rxcui/${rxcui}/properties.json`, query: {}, answer: propertiesAnswer(rxcui, mustExist) };
}

/** Codes of a concept in other vocabularies, of which the substance codes are read here. */
export function codesOf(rxcui: string, mustExist: boolean): Call<string[] | null> {
  return { path: `/rxcui/${rxcui}/allProperties.json`, query: { prop: 'codes' }, answer: uniisAnswer(mustExist) };
}

/** The ingredients of a salt, a brand or a product. */
export function ingredientsOf(rxcui: string): Call<string[]> {
  return { path: `/rxcui/${rxcui}/related.json`, query: { tty: 'IN' }, answer: relatedRxcuis };
}

/** Brand names and salts of an ingredient; brands of combinations with it are among them. */
export function relatedTo(rxcui: string): Call {
  return { path: `/rxcui/${rxcui}/related.json`, query: { tty: 'BN PIN' }, answer: relatedAnswer };
}

/** The classes of a concept, by who says so. */
export function classesOf(rxcui: string, relaSource: ClassSource): Call {
  const relas: Record<string, string> = relaSource === 'ATC' ? {} : { relas: MEMBERSHIP.join(' ') };
  return { path: '/rxclass/class/byRxcui.json', query: { rxcui, relaSource, ...relas }, answer: classesAnswer };
}

/** The concepts that carry a substance code. */
export function byUnii(unii: string): Call<string[]> {
  return { path: '/rxcui.json', query: { idtype: 'UNII_CODE', id: unii }, answer: idsAnswer };
}

/** The concepts with exactly this name, letter case aside (`search=0`); a normalised search would drop salts. */
export function byName(name: string): Call<string[]> {
  return { path: '/rxcui.json', query: { name, search: '0' }, answer: idsAnswer };
}
