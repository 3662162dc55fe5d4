import type { ArmGroup, Intervention, Study } from '../model/study.js';

/**
 * Where a text stands: `name` an intervention's name or other name, `label` an arm's label, `description` of an
 * intervention or arm, `title`, `condition`, `keyword` or `summary` (the brief one).
 */
export type Zone = 'name' | 'label' | 'description' | 'title' | 'condition' | 'keyword' | 'summary';

/** A text of a study with its RFC 6901 pointer into the raw record and the intervention or arm (index) it belongs to. */
export type StudyText = {
  pointer: string;
  text: string;
  zone: Zone;
  intervention: number | null;
  arm: number | null;
};

const PROTOCOL = '/protocolSection';
const ARMS = `${PROTOCOL}/armsInterventionsModule`;

type Place = Omit<StudyText, 'text' | 'pointer'>;

/**
 * Characters of one text that are read. The registry lets a text have 32,000; what is longer is damage or an attack, and
 * reading takes time that grows faster than the text.
 */
const READ_AT_MOST = 40_000;

function textAt(pointer: string, text: string | null, place: Place): StudyText[] {
  return text === null || text === '' ? [] : [{ pointer, text: text.slice(0, READ_AT_MOST), ...place }];
}

const elsewhere = (zone: Zone): Place => ({ zone, intervention: null, arm: null });

function interventionTexts(one: Intervention, index: number): StudyText[] {
  const at = `${ARMS}/interventions/${index}`;
  const place = (zone: Zone): Place => ({ zone, intervention: index, arm: null });
  return [
    ...textAt(`${at}/name`, one.name, place('name')),
    ...one.otherNames.flatMap((other, i) => textAt(`${at}/otherNames/${i}`, other, place('name'))),
    ...textAt(`${at}/description`, one.description, place('description')),
  ];
}

function armTexts(arm: ArmGroup, index: number, listed: ReadonlySet<string>): StudyText[] {
  const at = `${ARMS}/armGroups/${index}`;
  const place = (zone: Zone): Place => ({ zone, intervention: null, arm: index });
  return [
    ...textAt(`${at}/label`, arm.label, place('label')),
    ...textAt(`${at}/description`, arm.description, place('description')),
    ...arm.interventionNames.flatMap((name, i) =>
      listed.has(bareName(name)) ? [] : textAt(`${at}/interventionNames/${i}`, name, place('label')),
    ),
  ];
}

/** The name in an arm's `Type: Name`, in lower case; the arm may also write the name alone. */
export function bareName(interventionName: string): string {
  return interventionName.replace(/^(?:[A-Z][A-Za-z]*(?: [A-Z][a-z]+)?): /, '').toLowerCase();
}

/** What a study says it gives and compares: its titles, interventions and arms. */
export function givenTexts(study: Study): StudyText[] {
  const listed = new Set(study.interventions.map(({ name }) => name.toLowerCase()));
  return [
    ...study.interventions.flatMap(interventionTexts),
    ...study.armGroups.flatMap((arm, index) => armTexts(arm, index, listed)),
    ...titleTexts(study),
  ];
}

function titleTexts(study: Study): StudyText[] {
  const at = `${PROTOCOL}/identificationModule`;
  return [
    ...textAt(`${at}/briefTitle`, study.briefTitle, elsewhere('title')),
    ...textAt(`${at}/officialTitle`, study.officialTitle, elsewhere('title')),
  ];
}

/** The conditions and keywords of a study. */
export function conditionTexts(study: Study): StudyText[] {
  const at = `${PROTOCOL}/conditionsModule`;
  return [
    ...study.conditions.flatMap((text, i) => textAt(`${at}/conditions/${i}`, text, elsewhere('condition'))),
    ...study.keywords.flatMap((text, i) => textAt(`${at}/keywords/${i}`, text, elsewhere('keyword'))),
  ];
}

/** The brief summary of a study. */
export function summaryTexts(study: Study): StudyText[] {
  return textAt(`${PROTOCOL}/descriptionModule/briefSummary`, study.briefSummary, elsewhere('summary'));
}
