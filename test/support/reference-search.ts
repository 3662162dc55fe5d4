import { readFile } from 'node:fs/promises';
import type { Expression, Phrase } from '../../src/search/expression.js';
import type { SearchArea } from '../../src/search/search-areas.js';
import { wordsOf } from '../../src/common/words.js';

const API = new URL('../fixtures/clinicaltrials-gov/api/', import.meta.url);

/** The registry's names of the areas that are searched here. */
const PUBLISHED: Readonly<Record<SearchArea, string>> = {
  term: 'BasicSearch',
  condition: 'ConditionSearch',
  intervention: 'InterventionSearch',
  title: 'TitleSearch',
};

type Published = { field: string; weight: number; takesSynonyms: boolean };
type Node = { name: string; piece: string; children?: Node[] };
type Value = { text: string; takesSynonyms: boolean };

/**
 * What the registry publishes about its search, followed to the letter: the fields of an area from its page on search areas,
 * their places from its description of the record, and every study looked at in turn. Slow, and obvious.
 */
export class ReferenceSearch {
  private readonly values = new Map<SearchArea, WeakMap<object, Value[]>>();

  private constructor(
    private readonly areas: ReadonlyMap<string, readonly Published[]>,
    private readonly places: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async read(): Promise<ReferenceSearch> {
    const page = await readFile(new URL('search-areas.md', API), 'utf8');
    const metadata = JSON.parse(await readFile(new URL('studies-metadata.json', API), 'utf8')) as Node[];
    return new ReferenceSearch(areasIn(page), new Map(metadata.flatMap((node) => placesIn(node, []))));
  }

  /** Fields of an area as published. */
  fieldsOf(area: SearchArea): readonly Published[] {
    return this.areas.get(PUBLISHED[area]) ?? [];
  }

  /** Whether a record as received passes a search. */
  finds(raw: object, area: SearchArea, expression: Expression): boolean {
    const known = this.values.get(area) ?? new WeakMap<object, Value[]>();
    this.values.set(area, known);
    const values = known.get(raw) ?? this.valuesOf(raw, area);
    known.set(raw, values);
    return holds(values, expression);
  }

  private valuesOf(raw: object, area: SearchArea): Value[] {
    return this.fieldsOf(area).flatMap(({ field, takesSynonyms }) =>
      textsAt(raw, this.places.get(field) ?? []).map((text) => ({ text: spoken(text), takesSynonyms })),
    );
  }
}

function holds(values: readonly Value[], expression: Expression): boolean {
  switch (expression.kind) {
    case 'phrase':
      return values.some(({ text }) => holdsPhrase(text, expression));
    case 'any':
      return expression.of.some((part) => holds(values, part));
    case 'all':
      return (
        expression.of.every((part) => holds(values, part)) && !expression.except.some((part) => holds(values, part))
      );
    case 'named': {
      const wide = values.filter(({ takesSynonyms }) => takesSynonyms);
      return holds(values, expression.asked) || expression.synonyms.some((name) => holds(wide, name));
    }
  }
}

function holdsPhrase(text: string, { words, beginnings }: Phrase): boolean {
  const start = ` ${words.map((word) => `${word} `).join('')}`;
  return beginnings.length === 0
    ? text.includes(start)
    : beginnings.some((beginning) => text.includes(start + beginning));
}

/** A text as words between blanks. */
function spoken(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
}

function textsAt(node: unknown, place: readonly string[]): string[] {
  if (Array.isArray(node)) return node.flatMap((item) => textsAt(item, place));
  if (place.length === 0) return typeof node === 'string' ? [node] : [];
  if (typeof node !== 'object' || node === null) return [];
  return textsAt((node as Record<string, unknown>)[place[0] ?? ''], place.slice(1));
}

function placesIn(node: Node, above: readonly string[]): [string, readonly string[]][] {
  const place = [...above, node.name];
  return [[node.piece, place], ...(node.children ?? []).flatMap((child) => placesIn(child, place))];
}

/** Reads the tables under the headings `## … area`; a row may name several fields. */
function areasIn(page: string): Map<string, Published[]> {
  const sections = page.split(/^## /m).slice(1);
  return new Map(
    sections.flatMap((section): [string, Published[]][] => {
      const [, name] = /^(\w+) area/.exec(section) ?? [];
      return name === undefined ? [] : [[name, section.split('\n').flatMap(fieldsIn)]];
    }),
  );
}

function fieldsIn(line: string): Published[] {
  const [, fields, weight, type] = /^\| ([\w ]+) \| ([\d.]+) \| (.+) \|$/.exec(line.trim()) ?? [];
  if (fields === undefined || weight === undefined || type === undefined) return [];
  return fields
    .trim()
    .split(/\s+/)
    .map((field) => ({ field, weight: Number(weight), takesSynonyms: type.includes('✓') }));
}
