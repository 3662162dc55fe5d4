import type { GuideFault } from './guide-fault.js';
import type { EntryFile, GuideFile } from './guide-file.js';
import type { GuidePath } from './guide-document.js';
import { close } from '../common/nearest.js';
import type { CheckedFile } from './guide-schema-faults.js';

/** The files of one guide's folder as far as their form is right; `entryNames` names all entry files, also broken ones. */
export type GuideFolder = {
  name: string;
  guide: CheckedFile<GuideFile> | null;
  entries: CheckedFile<EntryFile>[];
  entryNames: string[];
};

/** Faults that show only when the files of a guide are seen together. */
export function checkTogether(folder: GuideFolder): GuideFault[] {
  return [...entryFaults(folder), ...(folder.guide === null ? [] : guideFaults(folder, folder.guide))];
}

function entryFaults({ entries, entryNames }: GuideFolder): GuideFault[] {
  const seen = new Map<string, string>();
  return entries.flatMap((entry) => {
    const { document, content } = entry;
    const name = entryNames.find((candidate) => document.file.endsWith(`/${candidate}.yaml`)) ?? '';
    const faults = [...nameFaults(entry, name, 'the name of the file without .yaml'), ...statedLinkFaults(entry)];
    const other = seen.get(content.id);
    seen.set(content.id, document.file);
    if (other === undefined) return faults;
    const detail = `the id ${content.id} is already that of ${other}`;
    return [...faults, document.faultAt(['id'], detail, 'an id no other entry of the guide has')];
  });
}

function guideFaults(folder: GuideFolder, guide: CheckedFile<GuideFile>): GuideFault[] {
  const { sections, condition } = guide.content;
  const sectionIds = sections.map(({ id }, index) => ({ id, path: ['sections', index, 'id'] }));
  const claimIds = sections.flatMap((section, index) =>
    section.claims.map(({ id }, claim) => ({ id, path: ['sections', index, 'claims', claim, 'id'] })),
  );
  const relatedIds = condition.match.related.map(({ id }, index) => ({
    id,
    path: ['condition', 'match', 'related', index, 'id'],
  }));
  return [
    ...nameFaults(guide, folder.name, 'the name of the folder'),
    ...repeated(guide, sectionIds, 'section', 'each section id once in the guide'),
    ...repeated(guide, claimIds, 'claim', 'each claim id once in the guide'),
    ...repeated(guide, relatedIds, 'related condition', 'each id once in the list'),
    ...repeated(guide, listedEntries(guide.content), 'entry', 'each entry in one section, once'),
    ...unknownEntries(guide, folder.entryNames),
    ...unlistedEntries(folder, guide.content),
  ];
}

function nameFaults({ document, content }: CheckedFile<{ id: string }>, name: string, rule: string): GuideFault[] {
  if (content.id === name) return [];
  return [document.faultAt(['id'], `the id ${content.id} is not ${rule}`, name)];
}

type Mention = { id: string; path: GuidePath };

function repeated(guide: CheckedFile<GuideFile>, mentions: Mention[], what: string, allowed: string): GuideFault[] {
  const seen = new Set<string>();
  return mentions.flatMap(({ id, path }) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [guide.document.faultAt(path, `the ${what} ${id} stands above already`, allowed)] : [];
  });
}

function listedEntries({ sections }: GuideFile): Mention[] {
  return sections.flatMap(({ entries }, index) =>
    entries.map((id, entry) => ({ id, path: ['sections', index, 'entries', entry] })),
  );
}

function entriesOfClaims({ sections }: GuideFile): Mention[] {
  return sections.flatMap((section, index) =>
    section.claims.flatMap((claim, position) => {
      const path = ['sections', index, 'claims', position];
      const checked = 'entries' in claim.check ? claim.check.entries : [];
      return [
        ...claim.entries.map((id, entry) => ({ id, path: [...path, 'entries', entry] })),
        ...checked.map((id, entry) => ({ id, path: [...path, 'check', 'entries', entry] })),
      ];
    }),
  );
}

function unknownEntries({ document, content }: CheckedFile<GuideFile>, entryNames: string[]): GuideFault[] {
  const mentions = [...listedEntries(content), ...entriesOfClaims(content)];
  return mentions
    .filter(({ id }) => !entryNames.includes(id))
    .map(({ id, path }) => {
      const [nearest] = close(id, entryNames);
      const hint = nearest === undefined ? '' : `, perhaps meant: ${nearest}`;
      return document.faultAt(path, `there is no entry ${id}${hint}`, 'the name of a file in entries/ without .yaml');
    });
}

function unlistedEntries({ entries }: GuideFolder, guide: GuideFile): GuideFault[] {
  const listed = new Set(listedEntries(guide).map(({ id }) => id));
  return entries
    .filter(({ content }) => !listed.has(content.id))
    .map(({ document, content }) =>
      document.faultAt(
        ['id'],
        `the entry ${content.id} stands in no section`,
        'an entry listed in a section of guide.yaml',
      ),
    );
}

/** A study may be stated once for an entry: either as included or as excluded. */
function statedLinkFaults({ document, content }: CheckedFile<EntryFile>): GuideFault[] {
  const seen = new Set<string>();
  return (['include', 'exclude'] as const).flatMap((list) =>
    content[list].flatMap(({ nctId }, index) => {
      const again = seen.has(nctId);
      seen.add(nctId);
      if (!again) return [];
      const detail = `${nctId} stands in include or exclude already`;
      return [document.faultAt([list, index, 'nctId'], detail, 'each study once, in include or in exclude')];
    }),
  );
}
