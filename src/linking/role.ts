import type { EntryKind } from '../model/guide.js';
import type { LinkRole } from '../model/link.js';
import type { InterventionType, Study } from '../model/study.js';
import { type ArmTable } from './arms.js';
import type { Mention } from './mentions.js';
import type { StudyText } from './study-texts.js';

/** What decides a role: the study, its arms, and where the entry's names stand in it. */
export type RoleFacts = { study: Study; arms: ArmTable; kind: EntryKind; mentions: Mention[] };

/** Kinds that are a different thing in every arm (one exercise against another). */
const MANY_FORMS: ReadonlySet<EntryKind> = new Set(['integrative', 'supportive']);
/** Kinds of which one technique may be compared with another. */
const TECHNIQUES: ReadonlySet<EntryKind> = new Set(['procedure', 'radiation']);
const MEDICINES: ReadonlySet<InterventionType | null> = new Set(['DRUG', 'BIOLOGICAL']);
/** Words beside a name that do not make another intervention of it. */
const DOSE_WORDS =
  /\b(?:mg|g|kg|m2|ml|mcg|gy|iu|auc|iv|po|sc|qd|bid|tid|q\d*w|day|days|week|weeks|weekly|daily|dose|doses|high|low|standard|injection|tablet|tablets|capsule|capsules|infusion|arm|group|part|cohort|alone|monotherapy|treatment|therapy|hydrochloride|liposomal|placebo|of|and|with|plus|every|the|for|in|or|per|to|at)\b|[\d.,/%()+&:;-]+/gi;
const PLACEBO = /placebo|sham|saline/i;

/** The role of an entry in a study, the first that fits of the order the model gives. */
export function roleOf(facts: RoleFacts): LinkRole {
  const { study, arms } = facts;
  if (study.studyType === 'OBSERVATIONAL') return 'observed';
  const holding = armsHolding(facts);
  const held = arms.tested.filter((_, arm) => holding.has(arm));
  if (isSingleArm(study)) return 'experimental';
  if (arms.tested.length <= 1 || held.length === 0) return roleByText(facts);
  if (!held.includes(true)) return isTitled(facts) ? 'experimental' : 'comparator';
  if (held.length < arms.tested.length) return mistyped(facts) ? 'comparator' : 'experimental';
  return isWhatDiffers(facts) ? 'experimental' : 'background';
}

function isSingleArm({ armGroups, design }: Study): boolean {
  if (armGroups.length !== 1 || design?.allocation === 'RANDOMIZED') return false;
  return design?.allocation === 'NA' || armGroups[0]?.type === 'EXPERIMENTAL';
}

/** A lifestyle or support programme that the title names is what is tested, though only the control arm spells it out. */
function isTitled({ kind, mentions }: RoleFacts): boolean {
  return MANY_FORMS.has(kind) && mentions.some((one) => one.reading.at.zone === 'title' && !isAfterVersus(one));
}

/** Arms that receive the entry: by an intervention that names it or by the arm's own words. */
function armsHolding({ arms, mentions }: RoleFacts): Set<number> {
  const interventions = new Set(mentions.flatMap(({ reading }) => reading.at.intervention ?? []));
  const own = mentions.flatMap(({ reading }) => reading.at.arm ?? []);
  const crossed = arms.receives.flatMap((received, arm) =>
    [...interventions].some((index) => received.has(index)) ? [arm] : [],
  );
  return new Set([...own, ...crossed]);
}

/** Arms all typed alike: a title that names the entry only after "versus" tells the comparator. */
function mistyped({ study, mentions }: RoleFacts): boolean {
  const types = new Set(study.armGroups.map(({ type }) => type));
  if (types.size > 1 || types.has('EXPERIMENTAL')) return false;
  const titles = mentions.filter(({ reading }) => reading.at.zone === 'title');
  return titles.length > 0 && titles.every(isAfterVersus);
}

/** In every arm: tested itself if the arms differ in it, background if they differ in something else. */
function isWhatDiffers(facts: RoleFacts): boolean {
  const { arms, kind } = facts;
  if (MANY_FORMS.has(kind)) return !isShared(facts);
  if (TECHNIQUES.has(kind) && formsDiffer(facts)) return true;
  const rests = arms.receives.map((received) => restOf(facts, received));
  return new Set(rests).size === 1;
}

/** Whether one and the same intervention brings it to every arm while other interventions differ. */
function isShared(facts: RoleFacts): boolean {
  const { arms, mentions } = facts;
  const forms = [...new Set(mentions.flatMap(({ reading }) => reading.at.intervention ?? []))];
  const same = forms.length > 0 && forms.every((form) => arms.receives.every((received) => received.has(form)));
  return (same || isAdvice(facts, forms)) && new Set(arms.receives.map((rec) => restOf(facts, rec))).size > 1;
}

/** Named by no intervention and no label, beside a medicine: general advice that all participants get. */
function isAdvice({ study, mentions }: RoleFacts, forms: number[]): boolean {
  const isLabelled = mentions.some(({ reading }) => reading.at.zone === 'label');
  return forms.length === 0 && !isLabelled && study.interventions.some(({ type }) => MEDICINES.has(type));
}

/** Whether a tested arm receives a form of it that some other arm does not. */
function formsDiffer({ arms, mentions }: RoleFacts): boolean {
  const named = mentions.filter(({ reading }) => isItsName(reading.at));
  const forms = new Set(named.flatMap(({ reading }) => reading.at.intervention ?? []));
  return [...forms].some((form) => {
    const holders = arms.receives.map((received) => received.has(form));
    return holders.includes(false) && holders.some((holds, arm) => holds && arms.tested[arm] === true);
  });
}

/** Other names are left out: registrants list there what goes along with an intervention, too. */
function isItsName({ zone, pointer }: StudyText): boolean {
  return zone === 'name' && pointer.endsWith('/name');
}

/** What an arm receives besides the entry, as one comparable text. */
function restOf(facts: RoleFacts, received: Set<number>): string {
  const rests = [...received].map((index) => residue(facts, index)).filter((rest) => rest !== '');
  return [...new Set(rests)].sort().join('|');
}

function residue({ study, mentions }: RoleFacts, index: number): string {
  const name = study.interventions[index]?.name ?? '';
  const terms = mentions.filter(({ reading }) => reading.at.intervention === index).map(({ term }) => term);
  if (terms.length === 0) return PLACEBO.test(name) ? '' : name.toLowerCase();
  const bare = terms.reduce((rest, term) => rest.replaceAll(new RegExp(escape(term), 'gi'), ' '), name);
  return bare.replace(DOSE_WORDS, ' ').replace(/\s+/g, ' ').trim().toLowerCase();
}

function escape(term: string): string {
  return term.replace(/[^\p{L}\p{N}\s]/gu, '\\$&');
}

/** Without arms that tell, titles do, or else the summary: after "versus" it is the comparator, on both sides the background. */
function roleByText({ study, mentions }: RoleFacts): LinkRole {
  const inZone = (zone: string) => mentions.filter(({ reading }) => reading.at.zone === zone);
  const titles = inZone('title');
  const deciding = titles.length > 0 ? titles : inZone('summary');
  if (deciding.length === 0 || isEveryIntervention(study, mentions)) return 'experimental';
  if (deciding.every(isAfterVersus)) return 'comparator';
  return deciding.some((one) => isBackbone(one) || isOnBothSides(one, deciding)) ? 'background' : 'experimental';
}

/** Several interventions that are all forms of it: nothing else can be what is tested. */
function isEveryIntervention({ interventions }: Study, mentions: Mention[]): boolean {
  const forms = new Set(mentions.flatMap(({ reading }) => reading.at.intervention ?? []));
  return interventions.length > 1 && forms.size === interventions.length;
}

function isAfterVersus({ reading, start }: Mention): boolean {
  return reading.cues.some(({ cue, end }) => cue.sense === 'versus' && end <= start);
}

/** Codes are left out: a protocol number may hold one. */
function isOnBothSides(one: Mention, others: Mention[]): boolean {
  if (/\d/.test(one.term) || !isAfterVersus(one)) return false;
  return others.some((other) => other.reading === one.reading && other.term === one.term && !isAfterVersus(other));
}

/** What stands right before "with or without" and not after it is given in all arms. */
function isBackbone({ reading, start, end }: Mention): boolean {
  const addOns = reading.cues.filter(({ cue }) => cue.sense === 'addOn');
  const follows = addOns.some((one) => one.start >= end && one.start - end <= one.cue.reach);
  return follows && !addOns.some((one) => one.end <= start);
}
