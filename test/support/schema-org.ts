import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { isPartialDate } from '../../src/model/partial-date.js';

/**
 * The vocabulary of schema.org as the type declarations of `schema-dts` hold it: every class with its properties (`XBase`),
 * every range (`SchemaValue<A | B, "property">`), subclasses and members of enumerations (the unions of `type X`).
 */
const DECLARATIONS = join(dirname(createRequire(import.meta.url).resolve('schema-dts')), 'schema.d.ts');
const SCHEMA = 'https://schema.org/';

type Base = { parents: string[]; properties: Set<string> };

const bases = new Map<string, Base>();
/** By class: the base whose properties it has. */
const baseOfClass = new Map<string, string>();
const ranges = new Map<string, Set<string>>();
/** By class: what its values may be besides nodes of its own, which are subclasses or members (by address). */
const unions = new Map<string, string[]>();

const source = ts.createSourceFile(DECLARATIONS, readFileSync(DECLARATIONS, 'utf8'), ts.ScriptTarget.Latest);
for (const statement of source.statements) {
  if (ts.isInterfaceDeclaration(statement)) readInterface(statement);
  if (ts.isTypeAliasDeclaration(statement)) unions.set(statement.name.text, partsOf(statement.type));
}

function readInterface(declaration: ts.InterfaceDeclaration): void {
  const name = declaration.name.text;
  const parents = (declaration.heritageClauses ?? [])
    .flatMap(({ types }) => types.map(({ expression }) => (ts.isIdentifier(expression) ? expression.text : '')))
    .filter((parent) => parent.endsWith('Base'));
  const [base] = parents;
  if (name.endsWith('Base')) bases.set(name, { parents, properties: propertiesIn(declaration) });
  if (name.endsWith('Leaf') && base !== undefined) baseOfClass.set(name.slice(0, -'Leaf'.length), base);
}

function propertiesIn(declaration: ts.InterfaceDeclaration): Set<string> {
  return new Set(declaration.members.flatMap(readProperty));
}

function readProperty(member: ts.TypeElement): string[] {
  if (!ts.isPropertySignature(member) || !ts.isStringLiteral(member.name) || member.type === undefined) return [];
  const [range] = ts.isTypeReferenceNode(member.type) ? (member.type.typeArguments ?? []) : [];
  const parts = range === undefined ? [] : partsOf(range);
  ranges.set(member.name.text, new Set([...(ranges.get(member.name.text) ?? []), ...parts]));
  return [member.name.text];
}

function partsOf(type: ts.TypeNode): string[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(partsOf);
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) return [type.typeName.text];
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];
}

const propertiesOf = remembered((base: string): Set<string> => {
  const { parents, properties } = bases.get(base) ?? { parents: [], properties: new Set<string>() };
  return new Set([...properties, ...parents.flatMap((parent) => [...propertiesOf(parent)])]);
});

/** A class and everything that may stand for it: subclasses, and members of the enumerations among them. */
export const kindsOfSchemaOrg = remembered((name: string): Set<string> => {
  const parts = unions.get(name) ?? [];
  return new Set([name, ...parts.flatMap((part) => (part.endsWith('Leaf') ? [] : [...kindsOfSchemaOrg(part)]))]);
});

/** The vocabulary does not change, and documents ask the same again and again. */
function remembered(work: (name: string) => Set<string>): (name: string) => Set<string> {
  const known = new Map<string, Set<string>>();
  return (name) => {
    const result = known.get(name) ?? work(name);
    known.set(name, result);
    return result;
  };
}

/** What of a document is not in the vocabulary of schema.org: types, properties, their values; each with its place. */
export function vocabularyFaults(document: object): string[] {
  const { '@context': context, ...node } = document as Record<string, unknown>;
  const about = context === 'https://schema.org' ? [] : [`@context: ${String(context)}`];
  return [...about, ...nodeFaults(node, new Set(['Thing']), '')];
}

function nodeFaults(node: Record<string, unknown>, expected: Set<string>, at: string): string[] {
  const { '@type': type, '@id': id, ...properties } = node;
  const isKind = (name: string): boolean => [...expected].some((each) => kindsOfSchemaOrg(each).has(name));
  if (type === undefined && typeof id === 'string' && id.startsWith('schema:')) {
    const isMember = isKind(`${SCHEMA}${id.slice('schema:'.length)}`);
    return isMember ? [] : [`${at}: ${id} is no member of its enumeration`];
  }
  const stated = typeof type === 'string' ? type : null;
  const isRight = type === undefined || (stated !== null && isKind(stated) && baseOfClass.has(stated));
  const classes = stated === null ? [...expected] : [stated];
  const isKnown = (name: string): boolean =>
    classes.some((each) => propertiesOf(baseOfClass.get(each) ?? '').has(name));
  return [
    ...(isRight ? [] : [`${at}: ${JSON.stringify(type)} is no type for this place`]),
    ...Object.keys(properties)
      .filter((name) => !isKnown(name))
      .map((name) => `${at}/${name}: no property of ${classes.join(', ')}`),
    ...Object.entries(properties).flatMap(([name, value]) =>
      [value].flat().flatMap((each) => valueFaults(each, ranges.get(name) ?? new Set(), `${at}/${name}`)),
    ),
  ];
}

function valueFaults(value: unknown, expected: Set<string>, at: string): string[] {
  if (typeof value === 'object' && value !== null) return nodeFaults(value as Record<string, unknown>, expected, at);
  const isFitting =
    typeof value === 'number'
      ? expected.has('Number') || expected.has('Integer')
      : typeof value === 'string' &&
        value.trim() !== '' &&
        (expected.has('Text') ||
          (expected.has('URL') && /^https?:\/\/\S+$/.test(value) && URL.canParse(value)) ||
          (expected.has('Date') && isPartialDate(value)));
  return isFitting ? [] : [`${at}: ${JSON.stringify(value)} is none of ${[...expected].join(', ')}`];
}

/**
 * The context of schema.org, made from the vocabulary by the rule of the published one: terms are in `http://schema.org/`;
 * a property that holds addresses but no texts holds IRIs, one that holds dates but no texts holds dates.
 */
export function schemaOrgContext(): object {
  const typed = [...ranges].flatMap(([name, range]): [string, object][] => {
    const has = (kind: string): boolean => range.has(kind) && !range.has('Text');
    const type = has('URL') ? '@id' : has('Date') ? 'Date' : null;
    return [[name, { '@id': `schema:${name}`, ...(type === null ? {} : { '@type': type }) }]];
  });
  const terms = { type: '@type', id: '@id', '@vocab': 'http://schema.org/', schema: 'http://schema.org/' };
  return { '@context': { ...terms, ...Object.fromEntries(typed) } };
}
