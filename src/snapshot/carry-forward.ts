import { canonicalJson } from '../model/content-hash.js';

/** A value as JSON has it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/**
 * What names the thing an object describes. When two captures name different things, what was stated beside the old
 * name says nothing of the new one: a planned date's type must not turn a later, different date into a planned one.
 */
const NAMING_KEYS = ['date', 'count', 'name', 'id', 'masking'];

/** Dates that belong to one version of a record; carried to another version they would say something false of it. */
const DATES_OF_ONE_VERSION = ['statusVerifiedDate', 'lastUpdateSubmitDate', 'lastUpdatePostDateStruct'];

/**
 * A study as known after `newer` was stated on top of `older`: objects merge, everything else (lists too) is replaced.
 * Nothing is stated that neither of them states.
 */
export function carryForward(older: JsonObject, newer: JsonObject): JsonObject {
  return merge(travelling(older, newer), newer);
}

/** The fields of a study as `module.field` (as `hasResults` where it stands outside the protocol section), with their values. */
export function fieldsOf(study: JsonObject): Map<string, Json> {
  const fields = new Map<string, Json>();
  for (const [section, value] of Object.entries(study)) {
    if (section === 'protocolSection') collectProtocolFields(value, fields);
    else fields.set(section, value);
  }
  return fields;
}

/** Names of the fields (`module.field`) whose value differs from the one before, or is new. */
export function changedFields(before: JsonObject, after: JsonObject): string[] {
  const known = fieldsOf(before);
  const isChanged = ([field, value]: [string, Json]): boolean =>
    canonicalJson(known.get(field) ?? null) !== canonicalJson(value);
  return [...fieldsOf(after)].filter(isChanged).map(([field]) => field);
}

function collectProtocolFields(section: Json, fields: Map<string, Json>): void {
  for (const [module, content] of Object.entries(asObject(section))) {
    for (const [field, value] of Object.entries(asObject(content))) fields.set(`${module}.${field}`, value);
  }
}

function merge(older: JsonObject, newer: JsonObject): JsonObject {
  if (nameDifferentThings(older, newer)) return newer;
  const merged = { ...older };
  for (const [key, value] of Object.entries(newer)) {
    const known = older[key];
    merged[key] = isObject(known) && isObject(value) ? merge(known, value) : value;
  }
  return merged;
}

function nameDifferentThings(older: JsonObject, newer: JsonObject): boolean {
  return NAMING_KEYS.some((key) => key in older && key in newer && older[key] !== newer[key]);
}

/** `study` without what may not travel into a record that states `newer`. */
function travelling(study: JsonObject, newer: JsonObject): JsonObject {
  const status = statusModule(study);
  const newStatus = statusModule(newer)['overallStatus'];
  const staysBehind = [...DATES_OF_ONE_VERSION];
  if (newStatus !== undefined && newStatus !== status['overallStatus']) staysBehind.push('whyStopped');
  const kept = Object.entries(status).filter(([field]) => !staysBehind.includes(field));
  const protocol = asObject(study['protocolSection']);
  if (!('statusModule' in protocol)) return study;
  return { ...study, protocolSection: { ...protocol, statusModule: Object.fromEntries(kept) } };
}

function statusModule(study: JsonObject): JsonObject {
  return asObject(asObject(study['protocolSection'])['statusModule']);
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
