import type { ArmGroup, Study } from '../model/study.js';
import { bareName } from './study-texts.js';

/** The arms of a study, each tested or control, and which interventions each receives (indexes into the study's lists). */
export type ArmTable = { tested: boolean[]; receives: Set<number>[] };

const CONTROL_LABEL = /^control|\bcontrols?(?:\s+(?:group|arm|cohort|intervention)\b|\s*$)/i;
const NOT_CONTROL_LABEL =
  /\b(?:pain|symptom|glyc\w+|glucose|weight|tumou?r|disease|blood pressure|motor|self|birth|asthma|local)[ -]controls?\b/i;
const PLAIN_CARE_LABEL =
  /\b(?:standard|usual|conventional|routine|placebo|sham|wait(?:ing)?[ -]?list|observation|no treatment|best supportive)\b/i;

/** Sorts out the arms of a study; both lists run parallel to `armGroups`. */
export function armTable(study: Study): ArmTable {
  return { tested: testedArms(study.armGroups), receives: study.armGroups.map((arm) => received(study, arm)) };
}

function received(study: Study, arm: ArmGroup): Set<number> {
  const names = new Set(arm.interventionNames.map(bareName));
  const indexes = study.interventions.flatMap(({ name, armGroupLabels }, index) =>
    names.has(name.toLowerCase()) || armGroupLabels.includes(arm.label) ? [index] : [],
  );
  return new Set(indexes);
}

/** Which arms are tested: by their type; where types do not tell, by words of their labels; never none of them. */
function testedArms(arms: ArmGroup[]): boolean[] {
  const guesses = arms.some(({ type }) => type === 'EXPERIMENTAL')
    ? [
        arms.map((arm) => arm.type === 'EXPERIMENTAL' && !isControlLabel(arm.label)),
        arms.map(({ type }) => type === 'EXPERIMENTAL'),
      ]
    : [
        arms.map((arm) => isActive(arm) && !isControlLabel(arm.label) && !PLAIN_CARE_LABEL.test(arm.label)),
        arms.map((arm) => isActive(arm)),
      ];
  return guesses.find((tested) => tested.includes(true)) ?? arms.map(() => true);
}

function isControlLabel(label: string): boolean {
  return CONTROL_LABEL.test(label) && !NOT_CONTROL_LABEL.test(label);
}

function isActive({ type }: ArmGroup): boolean {
  return type !== 'PLACEBO_COMPARATOR' && type !== 'SHAM_COMPARATOR' && type !== 'NO_INTERVENTION';
}
