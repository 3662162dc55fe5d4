import { z } from 'zod';
import { listOf, valueAt, type FieldMap, type Nested } from '../../common/field-map.js';
import { requiredText, text } from '../../common/field-values.js';
import type { RxNormConcept } from '../../model/reference-record.js';
import { CLASS_SOURCES } from './calls.js';
import { RXCUI_PATTERN } from './contract.js';

type DrugClass = RxNormConcept['classes'][number];
type Related = RxNormConcept['brands'][number];
/** A class of a concept, which is not always the one asked for: combinations with it are sent as well. */
type ClassRow = DrugClass & { rxcui: string; rela: string | null };

/** What is read of the bodies about a concept, before the classes of others are left out. */
export type ConceptReading = Omit<RxNormConcept, 'kind' | 'classes'> & { classes: ClassRow[] };

const related: FieldMap<Related> = {
  rxcui: { at: '/rxcui', as: requiredText },
  name: { at: '/name', as: requiredText },
};
const group: FieldMap<{ tty: string | null; concepts: Related[] }> = {
  tty: { at: '/tty', as: text },
  concepts: { at: '/conceptProperties', as: listOf(related) },
};
const code: FieldMap<{ name: string | null; value: string | null }> = {
  name: { at: '/propName', as: text },
  value: { at: '/propValue', as: text },
};
const classRow: FieldMap<ClassRow> = {
  id: { at: '/rxclassMinConceptItem/classId', as: requiredText },
  name: { at: '/rxclassMinConceptItem/className', as: requiredText },
  type: { at: '/rxclassMinConceptItem/classType', as: requiredText },
  relaSource: { at: '/relaSource', as: requiredText },
  rela: { at: '/rela', as: text },
  rxcui: { at: '/minConcept/rxcui', as: requiredText },
};

/** What is read of a reader's list, in a fixed order and each once. */
function readAs<A, B>(inner: Nested<A[]>, pick: (found: A[]) => B[], order: (one: B) => string): Nested<B[]> {
  return {
    expected: inner.expected,
    parts: inner.parts,
    empty: [],
    read(raw, place, problems) {
      const reading = inner.read(raw, place, problems);
      return reading === null ? null : { value: inOrder(pick(reading.value), order) };
    },
  };
}

function inOrder<T>(items: T[], order: (one: T) => string): T[] {
  const byKey = new Map(items.map((item) => [order(item), item]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

function conceptsOf(tty: string): Nested<Related[]> {
  return readAs(
    listOf(group),
    (groups) => groups.filter((one) => one.tty === tty).flatMap((one) => one.concepts),
    (one) => `${one.name.toLowerCase()}\n${one.rxcui}`,
  );
}

function codesNamed(propName: string): Nested<string[]> {
  return readAs(
    listOf(code),
    (rows) => rows.flatMap(({ name, value }) => (name === propName && value !== null ? [value.trim()] : [])),
    (value) => value,
  );
}

/** The rows of every class source in one list. */
const classRows: Nested<ClassRow[]> = {
  expected: 'lists of classes, by who says so',
  parts: classRow,
  empty: [],
  read(raw, place, problems) {
    const rows: ClassRow[] = [];
    for (const source of CLASS_SOURCES) {
      const at = `/${source}/rxclassDrugInfoList/rxclassDrugInfo`;
      const reading = listOf(classRow).read(
        valueAt(raw, at) ?? [],
        { ...place, pointer: place.pointer + at },
        problems,
      );
      if (reading === null) return null;
      rows.push(...reading.value);
    }
    return { value: inOrder(rows, (row) => [row.type, row.relaSource, row.name, row.id, row.rxcui].join('\n')) };
  },
};

/** The substance codes of every salt, whose bodies stand under their numbers. */
const saltCodes: Nested<string[]> = {
  expected: 'lists of codes, by salt',
  parts: code,
  empty: [],
  read(raw, place, problems) {
    const salts = typeof raw === 'object' && raw !== null ? Object.keys(raw) : [];
    const found = salts.map((salt) => {
      const at = `/${salt}/propConceptGroup/propConcept`;
      const rows = valueAt(raw, at) ?? [];
      return codesNamed('UNII_CODE').read(rows, { ...place, pointer: place.pointer + at }, problems);
    });
    return {
      value: inOrder(
        found.flatMap((reading) => reading?.value ?? []),
        (unii) => unii,
      ),
    };
  },
};

/** The numbers of an ingredient's salts in the body about what is related to it; what is none must not become part of an address. */
export function saltsIn(related: unknown): string[] {
  const { at } = conceptFields.preciseIngredients;
  const groups = valueAt({ related }, at) ?? [];
  const reading = conceptsOf('PIN').read(groups, { field: '', pointer: at }, []);
  return (reading?.value ?? []).map(({ rxcui }) => rxcui).filter((rxcui) => RXCUI_PATTERN.test(rxcui));
}

/** Where each field of a concept sits in the object of all bodies about it. */
export const conceptFields: FieldMap<ConceptReading> = {
  rxcui: { at: '/properties/properties/rxcui', as: requiredText },
  name: { at: '/properties/properties/name', as: requiredText },
  tty: { at: '/properties/properties/tty', as: text },
  status: { at: '/history/rxcuiStatusHistory/metaData/status', as: text },
  formerRxcuis: {
    at: '/former',
    as: z.record(z.string(), z.unknown()).transform((former) => Object.keys(former).sort()),
  },
  brands: { at: '/related/relatedGroup/conceptGroup', as: conceptsOf('BN') },
  preciseIngredients: { at: '/related/relatedGroup/conceptGroup', as: conceptsOf('PIN') },
  uniis: { at: '/codes/propConceptGroup/propConcept', as: codesNamed('UNII_CODE') },
  preciseUniis: { at: '/salts', as: saltCodes },
  atcCodes: { at: '/codes/propConceptGroup/propConcept', as: codesNamed('ATC') },
  classes: { at: '/classes', as: classRows },
};
