import { isUtf8 } from 'node:buffer';
import { type Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Guide } from '../model/guide.js';
import { assembleGuide } from './guide-assembly.js';
import { checkTogether, type GuideFolder } from './guide-checks.js';
import { parseGuideYaml } from './guide-document.js';
import { type GuideFault, wholeFileFault } from './guide-fault.js';
import { entryFile, guideFile } from './guide-file.js';
import { checkForm, type CheckedFile } from './guide-schema-faults.js';

/** The largest guide file that is read, in bytes: ten times the size of a long guide. */
export const MAX_GUIDE_FILE_BYTES = 512 * 1024;

/** What a folder of guides holds: every guide without fault, and all faults of the others. */
export type GuideReading = { guides: Guide[]; faults: GuideFault[] };

/** Reads a folder of guides, one folder a guide; never throws for what the folder holds: that becomes faults. */
export async function readGuides(dir: string): Promise<GuideReading> {
  const listing = await list(dir);
  if (listing.faults.length > 0) return { guides: [], faults: listing.faults };
  const names = listing.items.filter(mayBeFolder).map(({ name }) => name);
  if (names.length === 0) {
    const fault = wholeFileFault(dir, 'holds no guide', 'one folder a guide, with guide.yaml and entries/');
    return { guides: [], faults: [fault] };
  }
  const readings = await Promise.all(names.map((name) => readGuide(join(dir, name), name)));
  return { guides: readings.flatMap(({ guides }) => guides), faults: readings.flatMap(({ faults }) => faults) };
}

async function readGuide(dir: string, name: string): Promise<GuideReading> {
  const { checked: guide, faults } = await readAs(guideFile, join(dir, 'guide.yaml'));
  const entriesDir = join(dir, 'entries');
  const listing = await list(entriesDir);
  const entryFiles = listing.items.filter(isEntryFile);
  const entries = await Promise.all(entryFiles.map((item) => readAs(entryFile, join(entriesDir, item.name))));
  const folder: GuideFolder = {
    name,
    guide,
    entries: entries.flatMap(({ checked }) => checked ?? []),
    entryNames: entryFiles.map((item) => item.name.replace(/\.yaml$/, '')),
  };
  const strays = listing.items.filter((item) => !isEntryFile(item)).map((item) => strayFault(entriesDir, item));
  const ownFaults = [...faults, ...listing.faults, ...strays, ...entries.flatMap((entry) => entry.faults)];
  return conclude(folder, [...ownFaults, ...checkTogether(folder)]);
}

function conclude({ guide, entries }: GuideFolder, faults: GuideFault[]): GuideReading {
  if (guide === null || faults.length > 0) return { guides: [], faults };
  const contents = entries.map(({ content }) => content);
  return { guides: [assembleGuide(guide.content, contents)], faults };
}

/** Links count as what they may lead to: some deployments mount content as links. */
function mayBeFolder(item: Dirent): boolean {
  return item.isDirectory() || item.isSymbolicLink();
}

function isEntryFile(item: Dirent): boolean {
  return !item.isDirectory() && item.name.endsWith('.yaml');
}

function strayFault(dir: string, { name }: Dirent): GuideFault {
  return wholeFileFault(join(dir, name), 'is not an entry file', 'files named <id>.yaml');
}

/** The items of a folder in order of name, without hidden ones. */
async function list(dir: string): Promise<{ items: Dirent[]; faults: GuideFault[] }> {
  try {
    const items = await readdir(dir, { withFileTypes: true });
    const visible = items.filter(({ name }) => !name.startsWith('.'));
    return { items: visible.sort((a, b) => (a.name < b.name ? -1 : 1)), faults: [] };
  } catch (error) {
    return { items: [], faults: [unreadable(dir, error, 'a folder that can be read')] };
  }
}

type FormReading<Content> = { checked: CheckedFile<Content> | null; faults: GuideFault[] };

async function readAs<Schema extends z.ZodType>(schema: Schema, file: string): Promise<FormReading<z.output<Schema>>> {
  const { source, fault } = await readText(file);
  if (fault !== null) return { checked: null, faults: [fault] };
  const parsed = parseGuideYaml(file, source);
  if (parsed.document === null) return { checked: null, faults: parsed.faults };
  const form = checkForm(schema, parsed.document);
  return { checked: form.checked, faults: [...parsed.faults, ...form.faults] };
}

type TextReading = { source: string; fault: null } | { source: null; fault: GuideFault };

async function readText(file: string): Promise<TextReading> {
  const refused = (detail: string, allowed: string) => ({ source: null, fault: wholeFileFault(file, detail, allowed) });
  try {
    const found = await stat(file);
    if (!found.isFile()) return refused('is not a file', 'a file that can be read');
    if (found.size > MAX_GUIDE_FILE_BYTES) {
      return refused(`is too large (${found.size} bytes)`, `at most ${MAX_GUIDE_FILE_BYTES} bytes`);
    }
    const bytes = await readFile(file);
    return isUtf8(bytes) ? { source: bytes.toString('utf8'), fault: null } : refused('is not UTF-8', 'UTF-8 text');
  } catch (error) {
    return { source: null, fault: unreadable(file, error, 'a file that can be read') };
  }
}

/** Only what the file system refuses is a fault of the guide; anything else is a fault of ours and is thrown on. */
function unreadable(path: string, error: unknown, allowed: string): GuideFault {
  if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
  return wholeFileFault(path, `cannot be read (${String(error.code)})`, allowed);
}
