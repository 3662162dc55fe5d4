import type { ComponentChildren, VNode } from 'preact';
import type { Trial } from '../api/schemas/study.schema.js';
import { plainText } from '../common/plain-text.js';
import { Foreign } from '../markup/foreign-text.js';
import type { Setting } from '../markup/setting.js';
import { Reviewed } from '../markup/words.js';
import type { Key } from '../words/words.types.js';
import { countryName } from '../words/countries.js';
import type { Say } from '../words/say.js';

/** Names that are listed of each kind; records can hold hundreds. */
const NAMES = 8;

/** What a patient asks first of a study, in plain words. */
export function TrialInShort({ at, trial }: { at: Setting; trial: Trial }): VNode {
  const { say } = at;
  return (
    <>
      <h2>{say.text('trial.inShort')}</h2>
      <dl class="facts">
        <Fact say={say} term="trial.tests">
          <Names say={say} names={trial.interventions.map(({ name }) => name)} />
        </Fact>
        <Fact say={say} term="trial.conditions">
          <Names say={say} names={trial.conditions} />
        </Fact>
        <Fact say={say} term="trial.who">
          {whoFor(say, trial)}
        </Fact>
        <Fact say={say} term="trial.where">
          {whereAt(at, trial)}
        </Fact>
        <Fact say={say} term="trial.when">
          {whenAt(say, trial)}
        </Fact>
        {trial.phases.length > 0 && (
          <Fact say={say} term="phase.label">
            {trial.phases.map((phase) => (
              <span class="explained">
                {say.text(`phase.${phase}`)}{' '}
                <span class="soft">
                  <Reviewed say={say} k={`phase.${phase}.meaning`} />
                </span>
              </span>
            ))}
          </Fact>
        )}
        {trial.studyType !== null && (
          <Fact say={say} term="studyType.label">
            {say.text(`studyType.${trial.studyType}`)}{' '}
            <span class="soft">
              <Reviewed say={say} k={`studyType.${trial.studyType}.meaning`} />
            </span>
          </Fact>
        )}
        {trial.enrollmentCount !== null && (
          <Fact say={say} term="trial.size">
            {say.text(trial.enrollmentType === 'ACTUAL' ? 'trial.size.actual' : 'trial.size.planned', {
              count: trial.enrollmentCount,
            })}
          </Fact>
        )}
        {trial.leadSponsor !== null && (
          <Fact say={say} term="trial.sponsor">
            <Foreign text={trial.leadSponsor.name} />
          </Fact>
        )}
        {trial.hasResults && (
          <Fact say={say} term="trial.resultsPosted">
            {say.text('trial.resultsAtRegistry')}
          </Fact>
        )}
        {trial.secondaryIds.length > 0 && (
          <Fact say={say} term="trial.otherIds">
            <Names
              say={say}
              names={[trial.orgStudyId, ...trial.secondaryIds.map(({ id }) => id)].filter((id) => id !== null)}
            />
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ say, term, children }: { say: Say; term: Key; children: ComponentChildren }): VNode {
  return (
    <>
      <dt>{say.text(term)}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Names({ say, names }: { say: Say; names: readonly string[] }): VNode {
  if (names.length === 0) return <>{say.text('value.unknown')}</>;
  const shown = names.slice(0, NAMES);
  return (
    <>
      {shown.map((name, i) => (
        <>
          {i > 0 && ', '}
          <Foreign text={name} max={200} />
        </>
      ))}
      {names.length > shown.length && ` ${say.text('list.more', { count: names.length - shown.length })}`}
    </>
  );
}

function whoFor(say: Say, { eligibility }: Trial): string {
  if (eligibility === null) return say.text('value.unknown');
  const { sex, minimumAge, maximumAge, healthyVolunteers } = eligibility;
  const parts = [
    ages(say, minimumAge, maximumAge),
    ...(sex === 'FEMALE' ? [say.text('trial.who.female')] : []),
    ...(sex === 'MALE' ? [say.text('trial.who.male')] : []),
    ...(healthyVolunteers === true ? [say.text('trial.who.healthy')] : []),
  ];
  return parts.join(' · ');
}

/** Ages of whole years, as nearly all are, are plain numbers; where one is of months or days, both say their unit. */
function ages(say: Say, minimum: string | null, maximum: string | null): string {
  const given = [minimum, maximum].filter((age) => age !== null).map(ageOf);
  const isAllYears = given.every((age) => age.unit === 'year');
  const written = (age: string): string => writtenAge(say, ageOf(age), isAllYears);
  if (minimum !== null && maximum !== null) {
    return say.text('trial.who.ages', { from: written(minimum), to: written(maximum) });
  }
  if (minimum !== null) return say.text('trial.who.agesFrom', { from: written(minimum) });
  return maximum === null ? say.text('trial.who.anyAge') : say.text('trial.who.agesTo', { to: written(maximum) });
}

type Age = { text: string; value: number; unit: 'year' | 'month' | 'week' | 'day' | null };

/** Reads an age as the registry writes it, such as `18 Years`. */
function ageOf(text: string): Age {
  const [, value = '', unit = ''] = /^(\d{1,4}) (year|month|week|day)s?$/i.exec(text) ?? [];
  return { text, value: Number(value), unit: unit === '' ? null : (unit.toLowerCase() as NonNullable<Age['unit']>) };
}

function writtenAge(say: Say, { text, value, unit }: Age, isAllYears: boolean): string {
  if (unit === null) return plainText(text, 40).text;
  return isAllYears ? say.number(value) : say.span(value, unit);
}

function whereAt({ say, language }: Setting, { locations }: Trial): string {
  if (locations.length === 0) return say.text('trial.noSites');
  const countries = [...new Set(locations.flatMap(({ country }) => country ?? []))];
  const named = countries.slice(0, NAMES).map((name) => countryName(language, name));
  const more = countries.length - named.length;
  const sites = say.text('trial.sites', { count: locations.length });
  const where = more > 0 ? `${say.listBegun(named)} ${say.text('list.more', { count: more })}` : say.list(named);
  return named.length === 0 ? sites : `${sites}: ${where}`;
}

function whenAt(say: Say, { startDate, completionDate }: Trial): string {
  const parts = [
    { term: 'trial.start', when: startDate },
    { term: 'trial.completion', when: completionDate },
  ] as const;
  const said = parts.flatMap(({ term, when }) => {
    if (when === null) return [];
    const planned = when.type === 'ESTIMATED' ? ` (${say.text('trial.planned')})` : '';
    return [`${say.text(term)}: ${say.date(when.date)}${planned}`];
  });
  return said.length === 0 ? say.text('value.unknown') : said.join(' · ');
}
