import { z } from 'zod';
import { requiredText } from '../../common/field-values.js';
import { listAtMost } from '../../common/list-at-most.js';

/** The form of an RxCUI: a number, always written as text. */
export const RXCUI_PATTERN = /^\d{1,8}$/;

/** What the history status says of a number; `heirs` are the concepts it was remapped to. */
export type History = { status: string; heirs: Heir[] };
export type Heir = { rxcui: string; tty: string | null; isActive: boolean };

const rxcui = z.string().regex(RXCUI_PATTERN);
const word = z.string().nullish();

/** The service says "nothing" with an empty object; an object that holds something else is no answer of it. */
function rooted<T>(root: string, content: z.ZodType<T>): z.ZodType<T | null> {
  return z
    .record(z.string(), z.unknown())
    .refine((body) => Object.keys(body).length === 0 || Object.hasOwn(body, root), `holds no ${root}`)
    .transform((body): unknown => body[root] ?? null)
    .pipe(content.nullable());
}

/** As `rooted`, where "nothing" cannot be true because the service itself named the concept. */
function present<T>(schema: z.ZodType<T | null>): z.ZodType<T | null> {
  return schema.refine((value) => value !== null, 'knows nothing of a concept that the service itself names');
}

/** Observed as a list; a single one is read as well, because the service's XML origin turns lists of one into objects. */
function oneOrMany<T>(element: z.ZodType<T>): z.ZodType<T[]> {
  return z.preprocess(
    (value: unknown): unknown => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]),
    listAtMost(element),
  );
}

const heir = z.object({ remappedRxCui: rxcui, remappedTTY: word, remappedActive: word }).transform((raw): Heir => ({
  rxcui: raw.remappedRxCui,
  tty: raw.remappedTTY ?? null,
  isActive: raw.remappedActive !== 'NO',
}));

/** `/rxcui/{id}/historystatus.json`. */
export const historyAnswer: z.ZodType<History> = rooted(
  'rxcuiStatusHistory',
  z
    .object({
      metaData: z.object({ status: requiredText }),
      derivedConcepts: z.object({ remappedConcept: oneOrMany(heir) }).nullish(),
    })
    .transform(({ metaData, derivedConcepts }) => ({
      status: metaData.status,
      heirs: derivedConcepts?.remappedConcept ?? [],
    })),
).transform((history) => history ?? { status: 'unknown', heirs: [] });

/** `/rxcui/{id}/properties.json` of the concept asked for. */
export function propertiesAnswer(
  asked: string,
  mustExist: boolean,
): z.ZodType<{ rxcui: string; name: string; tty: string } | null> {
  const properties = z.object({ rxcui: z.literal(asked), name: requiredText, tty: requiredText });
  const answer = rooted('properties', properties);
  return mustExist ? present(answer) : answer;
}

/** The substance codes (UNII) of `/rxcui/{id}/allProperties.json?prop=codes`. Identity hangs on them, so all must be readable. */
export function uniisAnswer(mustExist: boolean): z.ZodType<string[] | null> {
  const row = z
    .looseObject({ propName: z.string() })
    .refine(
      ({ propName, propValue }) => propName !== 'UNII_CODE' || isText(propValue),
      'holds an unreadable UNII_CODE',
    );
  const rows = listAtMost(row).refine(({ length }) => length > 0, 'is empty');
  const answer = rooted('propConceptGroup', z.object({ propConcept: rows }).transform(uniisIn));
  return mustExist ? present(answer) : answer;
}

function uniisIn({ propConcept }: { propConcept: Record<string, unknown>[] }): string[] {
  const values = propConcept.map(({ propName, propValue }) => (propName === 'UNII_CODE' ? propValue : null));
  return values.filter(isText).map((value) => value.trim().toUpperCase());
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** The numbers in `/rxcui/{id}/related.json`. */
export const relatedRxcuis: z.ZodType<string[]> = rooted(
  'relatedGroup',
  z.object({
    conceptGroup: listAtMost(z.object({ conceptProperties: listAtMost(z.object({ rxcui })).nullish() })).nullish(),
  }),
).transform((body) =>
  (body?.conceptGroup ?? []).flatMap((group) => (group.conceptProperties ?? []).map((concept) => concept.rxcui)),
);

/** The skeleton of `/rxcui/{id}/related.json`; the concepts in it are read one by one later. */
export const relatedAnswer: z.ZodType = rooted(
  'relatedGroup',
  z.object({ conceptGroup: listAtMost(z.unknown()).nullish() }),
);

/** The skeleton of `/rxclass/class/byRxcui.json`; the classes in it are read one by one later. */
export const classesAnswer: z.ZodType = rooted(
  'rxclassDrugInfoList',
  z.object({ rxclassDrugInfo: listAtMost(z.unknown()).nullish() }),
);

/** `/rxcui.json`: here "nothing found" is an `idGroup` without numbers. */
export const idsAnswer: z.ZodType<string[]> = z
  .object({ idGroup: z.object({ rxnormId: listAtMost(rxcui).nullish() }) })
  .transform(({ idGroup }) => idGroup.rxnormId ?? []);
