import type { StatedLink } from '../model/guide.js';
import type { EntryLink, LinkEvidence, LinkMethod, LinkRole, StudyScope } from '../model/link.js';
import type { Study } from '../model/study.js';
import { armTable, type ArmTable } from './arms.js';
import type { CompiledEntry, CompiledGuide } from './compile-guide.js';
import { allowsType, concernsCondition, hasContext, mentionsIn, type Mention } from './mentions.js';
import { readText, type Reading } from './reading.js';
import { roleOf } from './role.js';
import { scopeOf } from './scope.js';
import { conditionTexts, givenTexts, summaryTexts, type Zone } from './study-texts.js';

export { compileGuide, type CompiledGuide } from './compile-guide.js';

/** What a guide has to do with a study: at most one link per entry, and the study's scope. */
export type StudyMatch = { links: EntryLink[]; scope: StudyScope };

type Scene = {
  guide: CompiledGuide;
  study: Study;
  given: Reading[];
  about: Reading[];
  arms: ArmTable;
  mentions: Mention[];
};
type Match = { role: LinkRole; methods: LinkMethod[]; evidence: LinkEvidence[] };

const MAX_EVIDENCE = 6;
/** Interventions that leave open what is given. */
const UNNAMED =
  /^(?:standard|conventional|best available|investigator'?s'? choice|physician'?s'? choice)(?: of| care| choice| chemotherapy| therapy| treatment| regimen)*$/i;
const ZONE_ORDER: readonly Zone[] = ['name', 'label', 'title', 'description', 'summary'];

/** Finds which entries of a guide a study concerns, in which role, on what evidence, and whether it concerns its condition. */
export function matchStudy(guide: CompiledGuide, study: Study): StudyMatch {
  const read = (texts: ReturnType<typeof givenTexts>): Reading[] => texts.map((text) => readText(guide, text));
  const given = read(givenTexts(study));
  const conditions = read(conditionTexts(study));
  const summary = read(summaryTexts(study));
  const rules = { observational: study.studyType === 'OBSERVATIONAL' };
  const mentions = [...given, ...summary].flatMap((reading) => mentionsIn(guide, reading, rules));
  const about = [...conditions, ...given.filter(({ at }) => at.zone === 'title')];
  const scene = { guide, study, given, about, arms: armTable(study), mentions };
  const links = guide.entries.flatMap((entry, position) => {
    const match = isExcluded(entry, study) ? null : matchEntry(scene, entry, position);
    return match === null ? [] : [{ guideId: guide.guideId, entryId: entry.entryId, nctId: study.nctId, ...match }];
  });
  return { links, scope: scopeOf(guide, study, [...given, ...conditions, ...summary]) };
}

const idsOf = (study: Study): string[] => [study.nctId, ...study.nctIdAliases];

function isExcluded(entry: CompiledEntry, study: Study): boolean {
  return idsOf(study).some((id) => entry.exclude.has(id));
}

function matchEntry(scene: Scene, entry: CompiledEntry, position: number): Match | null {
  const ids = idsOf(scene.study);
  if (entry.nctId !== null && ids.includes(entry.nctId)) return identified(entry.nctId);
  const found = matchByText(scene, entry, position);
  const stated = ids.flatMap((id) => entry.include.get(id) ?? [])[0];
  return stated === undefined ? found : asStated(scene.study, stated, found);
}

/** The editor's word comes first; what the texts say is kept beside it. */
function asStated(study: Study, { nctId, role }: StatedLink, found: Match | null): Match {
  const guess = study.studyType === 'OBSERVATIONAL' ? 'observed' : 'experimental';
  return {
    role: role ?? found?.role ?? guess,
    methods: ['stated', ...(found?.methods ?? [])],
    evidence: [...identifierEvidence(nctId), ...(found?.evidence ?? [])],
  };
}

function identified(nctId: string): Match {
  return { role: 'subject', methods: ['identifier'], evidence: identifierEvidence(nctId) };
}

function identifierEvidence(nctId: string): LinkEvidence[] {
  return [{ pointer: '/protocolSection/identificationModule/nctId', text: nctId, matched: nctId }];
}

function matchByText(scene: Scene, entry: CompiledEntry, position: number): Match | null {
  const { study, arms } = scene;
  if (entry.needsCondition && !concernsCondition(position, scene.about)) return null;
  const codes = meshEvidence(entry, study);
  const mentions = countingMentions(scene, entry, position);
  const names = evidenceOf(mentions.filter((mention) => linksAlone(mention, study)));
  if (names.length === 0 && (codes.length === 0 || isNamed(scene, position))) return null;
  const methods: LinkMethod[] = [
    ...(codes.length > 0 ? ['code' as const] : []),
    ...(names.length > 0 ? ['name' as const] : []),
  ];
  const role = roleOf({ study, arms, kind: entry.kind, mentions });
  return { role, methods, evidence: [...names.slice(0, MAX_EVIDENCE - codes.length), ...codes] };
}

/**
 * The registry derives its terms from keywords too, so a code links by itself only where the study does not name the
 * entry at all: then an intervention must stand there under a name the guide does not list.
 */
function isNamed({ given, about }: Scene, position: number): boolean {
  return [...given, ...about].some(({ found }) =>
    found.some(({ pattern }) => (pattern.kind === 'term' || pattern.kind === 'weak') && pattern.entry === position),
  );
}

function countingMentions(scene: Scene, entry: CompiledEntry, position: number): Mention[] {
  const weakCounts = !entry.needsContext || hasContext(position, scene.given);
  return scene.mentions.filter(
    ({ entry: of, weak, reading }) =>
      of === position && (!weak || weakCounts) && allowsType(entry, typeAt(scene.study, reading.at.intervention)),
  );
}

function typeAt(study: Study, intervention: number | null): string | null {
  return intervention === null ? null : (study.interventions[intervention]?.type ?? null);
}

/** A summary tells what is given only where the interventions do not: none are named, or one is only "standard" something. */
function linksAlone({ reading }: Mention, study: Study): boolean {
  if (reading.at.zone !== 'summary' || study.studyType === 'OBSERVATIONAL') return true;
  return study.interventions.length === 0 || study.interventions.some(({ name }) => UNNAMED.test(name));
}

function evidenceOf(mentions: Mention[]): LinkEvidence[] {
  const sorted = [...mentions].sort((a, b) => zoneRank(a) - zoneRank(b));
  const byPointer = new Map<string, LinkEvidence>();
  for (const { reading, term } of sorted) {
    const { pointer, text } = reading.at;
    if (!byPointer.has(pointer)) byPointer.set(pointer, { pointer, text, matched: term });
  }
  return [...byPointer.values()];
}

const zoneRank = ({ reading }: Mention): number => ZONE_ORDER.indexOf(reading.at.zone);

function meshEvidence(entry: CompiledEntry, study: Study): LinkEvidence[] {
  return study.interventionMeshTerms.flatMap(({ id, term }, i) => {
    const matched = entry.mesh.get(id);
    const pointer = `/derivedSection/interventionBrowseModule/meshes/${i}/term`;
    return matched === undefined ? [] : [{ pointer, text: term, matched }];
  });
}
