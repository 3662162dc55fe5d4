import type { z } from 'zod';
import type { GuideDocument, GuidePath } from './guide-document.js';
import type { GuideFault } from './guide-fault.js';
import { close } from '../common/nearest.js';

/** A file whose content has the right form, with its document for later faults. */
export type CheckedFile<Content> = { document: GuideDocument; content: Content };

/** Checks a document's form: its content, or every fault of it at its place. */
export function checkForm<Schema extends z.ZodType>(
  schema: Schema,
  document: GuideDocument,
): { checked: CheckedFile<z.output<Schema>> | null; faults: GuideFault[] } {
  const result = schema.safeParse(document.value);
  if (result.success) return { checked: { document, content: result.data }, faults: [] };
  return { checked: null, faults: result.error.issues.flatMap((issue) => issueFaults(document, issue)) };
}

/** Faults of one issue; the schemas' messages say what is allowed (guide-file-parts.ts). */
function issueFaults(document: GuideDocument, issue: z.core.$ZodIssue): GuideFault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code !== 'unrecognized_keys') {
    return [document.faultAt(path, describe(document.value, path), issue.message)];
  }
  const known = issue.message.split(', ');
  return issue.keys.map((key) => document.faultAtKey([...path, key], unknownKey(key, known), issue.message));
}

function unknownKey(key: string, known: readonly string[]): string {
  const [nearest] = close(key, known);
  return `unknown key ${JSON.stringify(key)}${nearest === undefined ? '' : `, perhaps meant: ${nearest}`}`;
}

/** What stands at a path, in words. */
function describe(root: unknown, path: GuidePath): string {
  const value = path.reduce<unknown>((node, step) => (node as Record<string, unknown> | null)?.[step], root);
  const name = path.length === 0 ? 'the file' : [...path].reverse().find((step) => typeof step === 'string');
  const place = typeof path.at(-1) === 'number' ? `an item of ${String(name)}` : String(name);
  if (value === undefined) return `${place} is missing`;
  if (value === null || (Array.isArray(value) && value.length === 0)) return `${place} is empty`;
  return `${place} is ${shown(value)}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return `${typeof value === 'string' ? 'the text' : `a ${typeof value},`} ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}
