import type { Claim, EntryIdentifier, Guide, GuideEntry, StatedLink } from '../model/guide.js';
import { normaliseMeshId } from '../model/identifiers.js';
import type { EntryFile, GuideFile } from './guide-file.js';

type SectionFile = GuideFile['sections'][number];

/** Makes the guide of the model from files that have no faults; entries come in the order of the sections. */
export function assembleGuide(file: GuideFile, entryFiles: EntryFile[]): Guide {
  const { id: guideId, sections, condition } = file;
  const byId = new Map(entryFiles.map((entry) => [entry.id, entry]));
  const { language, audience, licence, editors, about, follow, synonyms } = file;
  return {
    ...{ guideId, title: file.title, language, audience, licence, editors, about, follow, synonyms },
    statedOn: file.statedOn ?? null,
    condition: { name: condition.name, match: conditionMatch(condition.match) },
    sections: sections.map(({ id, title, text, entries }) => ({ sectionId: id, title, text, entryIds: entries })),
    entries: sections.flatMap((section) =>
      section.entries.flatMap((id) => assembleEntry(guideId, section.id, byId.get(id)) ?? []),
    ),
    claims: sections.flatMap(assembleClaims),
  };
}

function conditionMatch(match: GuideFile['condition']['match']): Guide['condition']['match'] {
  const normalised = <Part extends { mesh: string[] }>(part: Part) => ({
    ...part,
    mesh: part.mesh.map(normaliseMeshId),
  });
  return { ...match, primary: normalised(match.primary), related: match.related.map(normalised) };
}

function assembleClaims(section: SectionFile): Claim[] {
  return section.claims.map(({ id, entries, text, attribution, check }) => ({
    claimId: id,
    entryIds: entries,
    sectionId: section.id,
    text,
    attribution: attribution ?? null,
    check,
  }));
}

function assembleEntry(guideId: string, sectionId: string, file: EntryFile | undefined): GuideEntry | null {
  if (file === undefined) return null;
  const { id: entryId, kind, title, text, names } = file;
  return {
    ...{ guideId, entryId, sectionId, kind, title, text, names },
    listedAs: file.listedAs ?? null,
    identifiers: file.identifiers.map(assembleIdentifier),
    match: { ...file.match, mesh: file.match.mesh.map(normaliseMeshId) },
    include: file.include.map(assembleStatedLink),
    exclude: file.exclude.map(assembleStatedLink),
    nctId: file.kind === 'trial' ? file.nctId : null,
  };
}

/** Codes stay as their vocabulary publishes them, so that they can be looked up there; only what is matched is normalised. */
function assembleIdentifier({ system, code, label, origin }: EntryFile['identifiers'][number]): EntryIdentifier {
  return { system, code, label: label ?? null, origin };
}

function assembleStatedLink({ nctId, role, note }: EntryFile['include'][number]): StatedLink {
  return { nctId, role: role ?? null, note: note ?? null };
}
