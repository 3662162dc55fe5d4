import { createHash } from 'node:crypto';
import { LINK_ROLE, type ConditionScope, type EntryLink, type LinkRole } from '../model/link.js';
import type { StudyMatch } from './match-study.js';

/** A study judged by hand: entries it must be linked to, and those that are defensible either way. */
export type LabelledStudy = {
  nctId: string;
  must: { entry: string; role: LinkRole }[];
  may: string[];
  conditionScope: string;
  note: string;
};

/** How labels are read: entries that count as another one, and the scope each label of a condition stands for. */
export type LabelReading = { aliases: Record<string, string>; scopes: Record<string, ConditionScope> };

/** A share with its 95 % interval after Wilson; `value`, `low`, `high` are null when nothing was counted. */
export type Share = { hits: number; total: number; value: number | null; low: number | null; high: number | null };

/** Figures of one set of labelled studies; `errors` are sentences that name study and entry. */
export type Evaluation = {
  studies: number;
  precision: Share;
  recall: Share;
  f1: number | null;
  role: Share;
  scope: Share;
  byEntry: { entry: string; right: number; wrong: number; missed: number }[];
  errors: string[];
};

type Judged = { label: LabelledStudy; match: StudyMatch };
type Outcome = { entry: string; kind: 'right' | 'wrong' | 'missed'; roleRight: boolean; error: string | null };

const Z = 1.96;

/** The part of the labelled studies a study belongs to: about three fifths are for developing, the others are held aside. */
export function partOf(nctId: string): 'dev' | 'held' {
  const digest = createHash('sha256').update(nctId).digest();
  return digest.readUInt32BE(0) / 2 ** 32 < 0.6 ? 'dev' : 'held';
}

/** A share with its Wilson interval at 95 %. */
export function share(hits: number, total: number): Share {
  if (total === 0) return { hits, total, value: null, low: null, high: null };
  const value = hits / total;
  const scale = 1 + (Z * Z) / total;
  const middle = (value + (Z * Z) / (2 * total)) / scale;
  const spread = (Z / scale) * Math.sqrt((value * (1 - value)) / total + (Z * Z) / (4 * total * total));
  return { hits, total, value, low: Math.max(0, middle - spread), high: Math.min(1, middle + spread) };
}

/** Compares matches with labels. A link the label allows (`may`) counts neither way; one it does not name is wrong. */
export function evaluate(judged: Judged[], reading: LabelReading): Evaluation {
  const outcomes = judged.flatMap((one) => outcomesOf(one, reading));
  const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const right = count('right');
  const precision = share(right, right + count('wrong'));
  const recall = share(right, right + count('missed'));
  const scopeErrors = judged.flatMap((one) => scopeError(one, reading) ?? []);
  return {
    studies: judged.length,
    precision,
    recall,
    f1: f1Of(precision.value, recall.value),
    role: share(outcomes.filter(({ roleRight }) => roleRight).length, right),
    scope: share(judged.length - scopeErrors.length, judged.length),
    byEntry: byEntry(outcomes),
    errors: [...outcomes.flatMap(({ error }) => error ?? []), ...scopeErrors],
  };
}

function f1Of(precision: number | null, recall: number | null): number | null {
  if (precision === null || recall === null || precision + recall === 0) return null;
  return (2 * precision * recall) / (precision + recall);
}

function outcomesOf({ label, match }: Judged, { aliases }: LabelReading): Outcome[] {
  const named = (entry: string): string => aliases[entry] ?? entry;
  const linked = rolesByEntry(match.links, named);
  const must = new Map(label.must.map(({ entry, role }) => [named(entry), role]));
  const may = new Set(label.may.map(named));
  const wanted = [...must].map(([entry, role]) => wantedOutcome(label, entry, role, linked.get(entry)));
  const unwanted = [...linked.keys()].filter((entry) => !must.has(entry) && !may.has(entry));
  return [...wanted, ...unwanted.map((entry) => wrongOutcome(label, entry))];
}

/** Entries that count as one have one role, the first of the model's order. */
function rolesByEntry(links: EntryLink[], named: (entry: string) => string): Map<string, LinkRole> {
  const rank = ({ role }: EntryLink): number => LINK_ROLE.indexOf(role);
  return new Map([...links].sort((a, b) => rank(b) - rank(a)).map(({ entryId, role }) => [named(entryId), role]));
}

function wantedOutcome({ nctId }: LabelledStudy, entry: string, role: LinkRole, got: LinkRole | undefined): Outcome {
  if (got === undefined) {
    return { entry, kind: 'missed', roleRight: false, error: `${nctId} misses ${entry} (${role})` };
  }
  const error = got === role ? null : `${nctId} has ${entry} as ${got}, labelled ${role}`;
  return { entry, kind: 'right', roleRight: got === role, error };
}

function wrongOutcome({ nctId }: LabelledStudy, entry: string): Outcome {
  return { entry, kind: 'wrong', roleRight: false, error: `${nctId} is linked to ${entry} and should not be` };
}

function scopeError({ label, match }: Judged, { scopes }: LabelReading): string | null {
  const wanted = scopes[label.conditionScope];
  const { scope } = match.scope;
  return scope === wanted ? null : `${label.nctId} has scope ${scope}, labelled ${label.conditionScope}`;
}

function byEntry(outcomes: Outcome[]): Evaluation['byEntry'] {
  const entries = [...new Set(outcomes.map(({ entry }) => entry))].sort();
  return entries.map((entry) => {
    const count = (kind: Outcome['kind']) => outcomes.filter((one) => one.entry === entry && one.kind === kind).length;
    return { entry, right: count('right'), wrong: count('wrong'), missed: count('missed') };
  });
}
