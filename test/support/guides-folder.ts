import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

/** A claim of a guide file, as far as tests change it. */
export type ClaimInFile = { id: string; entries?: string[]; check: Record<string, unknown> };

/** An entry file, as far as tests change it. */
export type EntryInFile = { names: { synonyms?: string[] } };

/** A guide file, as far as tests change it. */
export type GuideInFile = { sections: { id: string; entries: string[]; claims: ClaimInFile[] }[] };

/** A folder of guides that a test owns: a copy of another one, changed as an editor would. */
export class GuidesFolder {
  private constructor(readonly path: string) {}

  static async copyOf(folder: string): Promise<GuidesFolder> {
    const path = await mkdtemp(join(tmpdir(), 'trialweave-guides-'));
    await cp(folder, path, { recursive: true });
    return new GuidesFolder(path);
  }

  /** Changes the file of a guide. */
  async change(guideId: string, change: (guide: GuideInFile) => void): Promise<void> {
    const file = join(this.path, guideId, 'guide.yaml');
    const guide = parse(await readFile(file, 'utf8')) as GuideInFile;
    change(guide);
    await writeFile(file, stringify(guide));
  }

  /** Writes the file of an entry. */
  async putEntry(guideId: string, entry: { id: string }): Promise<void> {
    await writeFile(join(this.path, guideId, 'entries', `${entry.id}.yaml`), stringify(entry));
  }

  /** Changes the file of an entry. */
  async changeEntry(guideId: string, entryId: string, change: (entry: EntryInFile) => void): Promise<void> {
    const file = join(this.path, guideId, 'entries', `${entryId}.yaml`);
    const entry = parse(await readFile(file, 'utf8')) as EntryInFile;
    change(entry);
    await writeFile(file, stringify(entry));
  }

  async removeEntry(guideId: string, entryId: string): Promise<void> {
    await rm(join(this.path, guideId, 'entries', `${entryId}.yaml`));
  }

  /** Leaves nothing of a guide but some entries and the claims that rest on these alone. */
  async keepOnly(guideId: string, entryIds: readonly string[]): Promise<void> {
    const isKept = (entryId: string): boolean => entryIds.includes(entryId);
    const removed: string[] = [];
    await this.change(guideId, (guide) => {
      const all = guide.sections.flatMap(({ entries }) => entries);
      removed.push(...all.filter((entryId) => !isKept(entryId)));
      guide.sections = guide.sections.filter(({ entries }) => entries.some(isKept));
      for (const section of guide.sections) {
        section.entries = section.entries.filter(isKept);
        section.claims = section.claims.filter(({ entries, check }) =>
          [...(entries ?? []), ...entriesOf(check)].every(isKept),
        );
      }
    });
    for (const entryId of removed) await this.removeEntry(guideId, entryId);
  }

  async delete(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }
}

function entriesOf({ entries }: ClaimInFile['check']): string[] {
  return Array.isArray(entries) ? entries.map(String) : [];
}
