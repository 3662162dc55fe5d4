import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  Parser,
  visit,
  type YAMLError,
} from 'yaml';
import type { GuideFault } from './guide-fault.js';

/** Where a value stands in a file's content: keys and list positions from the root. */
export type GuidePath = readonly (string | number)[];

/** A YAML file as plain values that still knows where each of them stands. */
export type GuideDocument = {
  file: string;
  value: unknown;
  /** A fault at a value; where the value is missing, at the nearest thing around it. */
  faultAt(path: GuidePath, detail: string, allowed: string): GuideFault;
  /** A fault at the key of a value. */
  faultAtKey(path: GuidePath, detail: string, allowed: string): GuideFault;
};

/** What became of a file: its document where one could be made, and all faults of its YAML. */
export type ParsedDocument = { document: GuideDocument | null; faults: GuideFault[] };

/** How many lists and maps may stand in each other; a guide needs about a dozen. */
const MAX_NESTING = 50;

/**
 * Reads the text of one YAML 1.2 file. Aliases are refused, as a few of them can stand for gigabytes, and so is deep
 * nesting, which ends the process when the composer runs out of stack;
 * a map with a key written twice is still read, so that its other faults are found as well.
 */
export function parseGuideYaml(file: string, source: string): ParsedDocument {
  const lines = new LineCounter();
  const at = (offset: number, path: GuidePath, detail: string, allowed: string): GuideFault => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), pointer: pointerTo(path), detail, allowed };
  };
  const deep = deepNestingOffset(source, lines);
  if (deep !== null) {
    return { document: null, faults: [at(deep, [], 'nested too deeply to be read', `at most ${MAX_NESTING} levels`)] };
  }
  const yaml = parseDocument(source, { prettyErrors: false, stringKeys: true, logLevel: 'error' });
  const problems = [...yaml.errors, ...yaml.warnings];
  const faults = [
    ...problems.map((problem) => at(problem.pos[0], [], ...yamlProblem(problem, source))),
    ...aliasOffsets(yaml).map((offset) => at(offset, [], 'an alias (*) is not read here', 'the value, written out')),
  ];
  if (faults.length > problems.length || problems.some(({ code }) => code !== 'DUPLICATE_KEY')) {
    return { document: null, faults };
  }
  const document: GuideDocument = {
    file,
    value: yaml.toJS({ maxAliasCount: 0 }),
    faultAt: (path, ...rest) => at(offsetOf(yaml, path, 'value'), path, ...rest),
    faultAtKey: (path, ...rest) => at(offsetOf(yaml, path, 'key'), path, ...rest),
  };
  return { document, faults };
}

/** Where lists and maps stand too deep in each other, null when nowhere; fills the line counter on its way. */
function deepNestingOffset(source: string, lines: LineCounter): number | null {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let deep: number | null = null;
  for (const lexeme of new Lexer().lex(source)) {
    Array.from(parser.next(lexeme));
    if (parser.stack.length > MAX_NESTING) deep ??= parser.offset;
    if (deep !== null) break;
  }
  return deep;
}

/** What is wrong and what is allowed, for a problem the YAML parser reports. */
function yamlProblem({ code, message, pos }: YAMLError, source: string): [detail: string, allowed: string] {
  if (code === 'DUPLICATE_KEY') {
    const key = /^[^:\s]*/.exec(source.slice(pos[0]))?.[0] ?? '';
    return [`the key ${JSON.stringify(key)} is written twice`, 'each key once in a map'];
  }
  if (code === 'MULTIPLE_DOCS') return ['a second document starts here (---)', 'one document a file'];
  return [`not valid YAML: ${message}`, 'YAML 1.2 with plain maps, lists and texts'];
}

function aliasOffsets(yaml: Document): number[] {
  const offsets: number[] = [];
  visit(yaml, { Alias: (_key, alias) => void offsets.push(alias.range?.[0] ?? 0) });
  return offsets;
}

/** Offset of a value or its key; of the last thing found on the way where the path leads nowhere. */
function offsetOf(yaml: Document, path: GuidePath, part: 'key' | 'value'): number {
  let node: unknown = yaml.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const found = stepInto(node, step);
    if (found === null) return offset;
    const wanted = depth === path.length - 1 && part === 'value' ? startOf(found.value) : null;
    offset = wanted ?? startOf(found.key) ?? startOf(found.value) ?? offset;
    node = found.value;
  }
  return offset;
}

function stepInto(node: unknown, step: string | number): { key: unknown; value: unknown } | null {
  if (isSeq(node)) {
    const value = node.items[Number(step)];
    return value === undefined ? null : { key: null, value };
  }
  if (!isMap(node)) return null;
  return node.items.find(({ key }) => isScalar(key) && key.value === String(step)) ?? null;
}

function startOf(node: unknown): number | null {
  return (node as Node | null | undefined)?.range?.[0] ?? null;
}

function pointerTo(path: GuidePath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
