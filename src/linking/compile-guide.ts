import type { EntryKind, Guide, GuideEntry, StatedLink } from '../model/guide.js';
import { normaliseMeshId } from '../model/identifiers.js';
import { CUES, type Cue } from './cues.js';
import { Lexicon } from './lexicon.js';
import { PhraseIndex } from './phrase-index.js';

/** What a phrase found in a study means: a name of an entry, a cue, or a condition of the guide. */
export type Pattern =
  | { kind: 'term' | 'weak' | 'not' | 'context' | 'only'; entry: number; term: string }
  | { kind: 'cue'; cue: Cue }
  | { kind: 'primary' | 'related' | 'basket'; term: string };

/** An entry as the matcher needs it. */
export type CompiledEntry = {
  entryId: string;
  kind: EntryKind;
  nctId: string | null;
  mesh: ReadonlyMap<string, string>;
  needsContext: boolean;
  needsCondition: boolean;
  interventionTypes: ReadonlySet<string>;
  include: ReadonlyMap<string, StatedLink>;
  exclude: ReadonlySet<string>;
};

/** A guide prepared for matching many studies. */
export type CompiledGuide = {
  guideId: string;
  lexicon: Lexicon;
  index: PhraseIndex<Pattern>;
  entries: CompiledEntry[];
  primaryMesh: ReadonlySet<string>;
  relatedMesh: ReadonlySet<string>;
};

/** Prepares a guide for matching; do it once and match any number of studies. */
export function compileGuide(guide: Guide): CompiledGuide {
  const lexicon = new Lexicon();
  const index = new PhraseIndex<Pattern>(lexicon);
  for (const { phrases, ...cue } of CUES) {
    for (const phrase of phrases) index.add(phrase, { kind: 'cue', cue });
  }
  guide.entries.forEach((entry, position) => {
    addNames(index, entry, position);
  });
  addConditions(index, guide);
  const { primary, related } = guide.condition.match;
  return {
    guideId: guide.guideId,
    lexicon,
    index,
    entries: guide.entries.map(compileEntry),
    primaryMesh: new Set(primary.mesh.map(normaliseMeshId)),
    relatedMesh: new Set(related.flatMap(({ mesh }) => mesh.map(normaliseMeshId))),
  };
}

function addNames(index: PhraseIndex<Pattern>, { match }: GuideEntry, entry: number): void {
  const lists = [
    ['term', match.terms],
    ['weak', match.weakTerms],
    ['not', match.notTerms],
    ['context', match.contexts],
    ['only', match.onlyConditions],
  ] as const;
  for (const [kind, terms] of lists) {
    for (const term of terms) index.add(term, { kind, entry, term });
  }
}

function addConditions(index: PhraseIndex<Pattern>, guide: Guide): void {
  const { primary, related, basketTerms } = guide.condition.match;
  const lists = [
    ['primary', primary.terms],
    ['related', related.flatMap(({ terms }) => terms)],
    ['basket', basketTerms],
  ] as const;
  for (const [kind, terms] of lists) {
    for (const term of terms) index.add(term, { kind, term });
  }
}

function compileEntry(entry: GuideEntry): CompiledEntry {
  const { match } = entry;
  return {
    entryId: entry.entryId,
    kind: entry.kind,
    nctId: entry.nctId,
    mesh: new Map(match.mesh.map((id) => [normaliseMeshId(id), id])),
    needsContext: match.contexts.length > 0,
    needsCondition: match.onlyConditions.length > 0,
    interventionTypes: new Set(match.interventionTypes),
    include: new Map(entry.include.map((stated) => [stated.nctId, stated])),
    exclude: new Set(entry.exclude.map(({ nctId }) => nctId)),
  };
}
