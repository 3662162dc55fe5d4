import type { CompiledGuide, Pattern } from './compile-guide.js';
import type { Cue, CueSense } from './cues.js';
import { BREAK, type Words } from './lexicon.js';
import type { Found } from './phrase-index.js';
import type { StudyText } from './study-texts.js';

type FoundCue = { cue: Cue; start: number; end: number };
type Span = { start: number; end: number };

/** A text of a study with the phrases found in it, its cues apart. */
export type Reading = { at: StudyText; words: Words; found: Found<Pattern>[]; cues: FoundCue[] };

const within = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** Reads a text once for all entries of a guide. */
export function readText(guide: CompiledGuide, at: StudyText): Reading {
  const words = guide.lexicon.read(at.text);
  const found = guide.index.find(words);
  const cues = found.flatMap(({ pattern, start, end }) =>
    pattern.kind === 'cue' ? [{ cue: pattern.cue, start, end }] : [],
  );
  return { at, words, found, cues: withoutVoid(cues) };
}

/** A cue inside a phrase that only looks like one ("without" in "with or without") says nothing. */
function withoutVoid(cues: FoundCue[]): FoundCue[] {
  const voids = cues.filter(({ cue }) => cue.sense === 'either');
  if (voids.length === 0) return cues;
  return cues.filter((one) => one.cue.sense === 'addOn' || !voids.some((span) => span !== one && within(one, span)));
}

/** What the cues around a span say of it. */
export function sensesOf({ cues, words }: Reading, span: Span): Set<CueSense> {
  const around = cues.filter((one) => reaches(one, span, words));
  return new Set(around.filter((one) => !isSetAside(one, around)).map(({ cue }) => cue.sense));
}

function reaches({ cue, start, end }: FoundCue, span: Span, { breaks }: Words): boolean {
  if (cue.side === 'before') {
    return end <= span.start && span.start - end <= cue.reach && !hasBreak(breaks, end, span.start, BREAK.sentence);
  }
  return start >= span.end && start - span.end <= cue.reach && !hasBreak(breaks, span.end, start, BREAK.comma);
}

/** Whether a break of that strength stands before one of the words `from` to `to`, both included. */
function hasBreak(breaks: number[], from: number, to: number, strength: number): boolean {
  for (let at = from; at <= to; at += 1) {
    if ((breaks[at] ?? BREAK.none) >= strength) return true;
  }
  return false;
}

/** "progressed on chemotherapy will receive X": X is given; "previously received X" is still an earlier treatment. */
function isSetAside({ cue, end }: FoundCue, around: FoundCue[]): boolean {
  if (cue.side === 'after' || (cue.sense !== 'never' && cue.sense !== 'earlier')) return false;
  return around.some((other) => other.cue.sense === 'given' && other.start > end);
}
