import type { CompiledEntry, CompiledGuide } from './compile-guide.js';
import type { CueSense } from './cues.js';
import { sensesOf, type Reading } from './reading.js';
import type { Zone } from './study-texts.js';

/** An entry's name standing somewhere in a study as something given, observed or compared. */
export type Mention = {
  entry: number;
  term: string;
  weak: boolean;
  reading: Reading;
  start: number;
  end: number;
  senses: Set<CueSense>;
};

/** Zones in which a common word can be a name: there what is given is named, elsewhere it may be prose. */
const NAMING: ReadonlySet<Zone> = new Set(['name', 'label']);

/** How a study is read: what cohort studies observe stands in other words than what trials give. */
export type ReadingRules = { observational: boolean };

/** All mentions in a text that count, for every entry of the guide. */
export function mentionsIn(guide: CompiledGuide, reading: Reading, rules: ReadingRules): Mention[] {
  const mentions: Mention[] = [];
  for (const { pattern, start, end } of reading.found) {
    if (pattern.kind !== 'term' && pattern.kind !== 'weak') continue;
    const { entry, term } = pattern;
    const weak = pattern.kind === 'weak';
    if (weak && !isNaming(reading.at.zone, end - start, rules)) continue;
    if (guide.entries[entry] === undefined || isPartOfAnother(reading, entry, start, end)) continue;
    const senses = sensesOf(reading, { start, end });
    if (counts(reading.at.zone, senses, rules)) mentions.push({ entry, term, weak, reading, start, end, senses });
  }
  return mentions;
}

/** A phrase of common words also names something in the title of a trial; one word may be anything there. */
function isNaming(zone: Zone, words: number, { observational }: ReadingRules): boolean {
  return NAMING.has(zone) || (zone === 'title' && words > 1 && !observational);
}

/** Whether the name is only a part of a longer phrase that means something else. */
function isPartOfAnother({ found }: Reading, entry: number, start: number, end: number): boolean {
  return found.some(
    (other) =>
      other.pattern.kind === 'not' && other.pattern.entry === entry && other.start <= start && other.end >= end,
  );
}

function counts(zone: Zone, senses: Set<CueSense>, { observational }: ReadingRules): boolean {
  if (senses.has('never') || senses.has('later')) return false;
  if (senses.has('population') && !observational) return false;
  if (zone === 'summary') return senses.has('receipt');
  if (zone === 'title') return !senses.has('earlier') && (observational || !senses.has('setting'));
  return zone !== 'label' || !senses.has('earlier');
}

/** Whether one of the entry's contexts stands in a text of the study's interventions, arms or titles. */
export function hasContext(entry: number, readings: Reading[]): boolean {
  return readings.some(({ found }) =>
    found.some(({ pattern }) => pattern.kind === 'context' && pattern.entry === entry),
  );
}

/** Whether the study's conditions or titles name one of the conditions the entry is limited to. */
export function concernsCondition(entry: number, readings: Reading[]): boolean {
  return readings.some(({ found }) => found.some(({ pattern }) => pattern.kind === 'only' && pattern.entry === entry));
}

/** Whether the intervention types of a study let the entry be linked to the intervention a mention stands in. */
export function allowsType({ interventionTypes }: CompiledEntry, type: string | null): boolean {
  return interventionTypes.size === 0 || type === null || interventionTypes.has(type);
}
