import type { ConditionScope, LinkEvidence, StudyScope } from '../model/link.js';
import type { Study } from '../model/study.js';
import type { CompiledGuide, Pattern } from './compile-guide.js';
import type { Found } from './phrase-index.js';
import { sensesOf, type Reading } from './reading.js';
import type { Zone } from './study-texts.js';

type ConditionPattern = Extract<Pattern, { kind: 'primary' | 'related' | 'basket' }>;
type ConditionKind = ConditionPattern['kind'];
/** A condition of the guide standing in a text. */
type Sight = { kind: ConditionKind; zone: Zone; evidence: LinkEvidence };
type Judged = { scope: ConditionScope; rests: Sight[] };

const MAX_EVIDENCE = 6;
/** This many conditions that are not the guide's make a study one of many conditions. */
const MANY_OTHERS = 2;
/** Neighbouring conditions stand beside symptoms more often, so more others are wanted. */
const MANY_BESIDE_RELATED = 3;
/** A record that lists more conditions than this is a register of diseases, in which one more says nothing. */
const REGISTER_SIZE = 100;

/** Whether and how a study concerns the guide's condition; `readings` are its titles, arms, conditions, keywords, summary. */
export function scopeOf(guide: CompiledGuide, study: Study, readings: Reading[]): StudyScope {
  const { scope, rests } = judge(guide, study, readings.flatMap(sightsIn));
  const evidence = rests.slice(0, MAX_EVIDENCE).map((sight) => sight.evidence);
  return { guideId: guide.guideId, nctId: study.nctId, scope, evidence };
}

const inZones = (sights: Sight[], ...zones: Zone[]): Sight[] => sights.filter(({ zone }) => zones.includes(zone));
const ofKind = (sights: Sight[], kind: ConditionKind): Sight[] => sights.filter((sight) => sight.kind === kind);

function judge(guide: CompiledGuide, study: Study, sights: Sight[]): Judged {
  const primary = ofKind(sights, 'primary');
  const isBasket = inZones(ofKind(sights, 'basket'), 'title', 'condition', 'keyword').length > 0;
  const titled = inZones(primary, 'title');
  if (titled.length > 0) return { scope: isList(titled, isBasket) ? 'basket' : 'primary', rests: titled };
  const listed = inZones(primary, 'condition');
  if (listed.length > 0) return { scope: amongOthers(study, othersBeside(study, sights), isBasket), rests: listed };
  return judgeRelated(study, sights, isBasket) ?? judgeByRest(guide, study, sights, isBasket);
}

function judgeRelated(study: Study, sights: Sight[], isBasket: boolean): Judged | null {
  const related = ofKind(sights, 'related');
  const rests = inZones(related, 'title', 'condition');
  if (rests.length === 0) return null;
  const isAmongMany = isBasket || othersBeside(study, sights) >= MANY_BESIDE_RELATED;
  return { scope: isAmongMany && inZones(related, 'title').length === 0 ? 'basket' : 'related', rests };
}

/** A title that names the condition in a list of cancers speaks of a basket. */
function isList(titled: Sight[], isBasket: boolean): boolean {
  return isBasket && titled.every(({ evidence }) => evidence.text.split(/,|;| and | or /i).length > 4);
}

function amongOthers(study: Study, others: number, isBasket: boolean): ConditionScope {
  if (study.conditions.length > REGISTER_SIZE) return 'outside';
  return isBasket || others >= MANY_OTHERS ? 'basket' : 'primary';
}

/** How many of the listed conditions are neither the guide's nor its neighbours. */
function othersBeside(study: Study, sights: Sight[]): number {
  const ours = inZones([...ofKind(sights, 'primary'), ...ofKind(sights, 'related')], 'condition');
  return study.conditions.length - new Set(ours.map(({ evidence }) => evidence.pointer)).size;
}

/** Baskets name the condition in keywords, arms or summary; other studies are caught by code, keyword or, bare, by summary. */
function judgeByRest(guide: CompiledGuide, study: Study, sights: Sight[], isBasket: boolean): Judged {
  const primary = ofKind(sights, 'primary');
  const keyed = inZones(primary, 'keyword');
  if (isBasket) return judged(primary, 'basket');
  if (keyed.length > 0 && study.conditions.length > MANY_OTHERS) return judged(keyed, 'basket');
  const coded = meshSights(study, guide.primaryMesh, 'primary');
  if (coded.length > 0) return judged(coded, amongOthers(study, study.conditions.length - 1, false));
  const related = [
    ...meshSights(study, guide.relatedMesh, 'related'),
    ...inZones(ofKind(sights, 'related'), 'keyword'),
  ];
  if (related.length > 0) return judged(related, 'related');
  return judged(study.conditions.length === 0 ? inZones(primary, 'keyword', 'summary') : keyed, 'primary');
}

function judged(rests: Sight[], scope: ConditionScope): Judged {
  return rests.length > 0 ? { scope, rests } : { scope: 'outside', rests };
}

function meshSights(study: Study, ids: ReadonlySet<string>, kind: ConditionKind): Sight[] {
  return study.conditionMeshTerms.flatMap(({ id, term }, i) =>
    ids.has(id)
      ? [{ kind, zone: 'condition' as const, evidence: { pointer: meshPointer(i), text: term, matched: id } }]
      : [],
  );
}

const meshPointer = (index: number): string => `/derivedSection/conditionBrowseModule/meshes/${index}/term`;

function sightsIn(reading: Reading): Sight[] {
  const { pointer, text, zone } = reading.at;
  return reading.found.flatMap((one) => {
    const { pattern } = one;
    if (!isCondition(pattern) || !sees(reading, { ...one, pattern })) return [];
    return [{ kind: pattern.kind, zone, evidence: { pointer, text, matched: pattern.term } }];
  });
}

function isCondition(pattern: Pattern): pattern is ConditionPattern {
  return pattern.kind === 'primary' || pattern.kind === 'related' || pattern.kind === 'basket';
}

/** A basket word ("cancer") counts alone or in a phrase of its own; a neighbour's name may hold the condition's. */
function sees(reading: Reading, { pattern, start, end }: Found<ConditionPattern>): boolean {
  if (pattern.kind === 'basket') return end - start > 1 || reading.words.ids.length === 1;
  const isInside = (other: Found<Pattern>) =>
    other.pattern.kind === 'related' && other.start <= start && other.end >= end;
  if (pattern.kind === 'primary' && reading.found.some(isInside)) return false;
  return !isDenied(reading, start, end);
}

function isDenied(reading: Reading, start: number, end: number): boolean {
  if (reading.at.zone === 'condition' || reading.at.zone === 'keyword') return false;
  return sensesOf(reading, { start, end }).has('never');
}
