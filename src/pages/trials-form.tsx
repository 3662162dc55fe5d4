import type { ComponentChildren, VNode } from 'preact';
import type { GuideDetail } from '../api/schemas/guide.schema.js';
import { plainText } from '../common/plain-text.js';
import type { Setting } from '../markup/setting.js';
import { STATUS_GROUP } from '../model/status.js';
import { PHASE } from '../model/study.js';
import { countryName } from '../words/countries.js';
import { alsoLimitedBy, valuesOf, withoutFilter, type AlsoFilter, type SearchQuery } from './also-limited.js';
import { LanguageField } from './home-page.js';

/**
 * What the form offers to choose from: entries of the guides, and the countries of the studies; and which entry is chosen,
 * as `guideId/entryId`, empty for none.
 */
export type FormChoices = { guides: readonly GuideDetail[]; countries: readonly string[]; entry: string };

type Choice = { value: string; label: string };

const RADII = ['25km', '50km', '100km', '200km', '500km', '1000km'];

/** The form of the search: the questions of patients first, the rest under "more". */
export function TrialsForm({ at, query, choices }: { at: Setting; query: SearchQuery; choices: FormChoices }): VNode {
  const { say } = at;
  const also = alsoLimitedBy(query);
  const valueOf = (name: string): string => (name === 'entry' ? choices.entry : (valuesOf(query, name)[0] ?? ''));
  return (
    <form class="card search" action="/trials" method="get" role="search" aria-label={say.text('search.title')}>
      <LanguageField at={at} />
      <div class="fields">
        <Field name="q" label={say.text('search.words')} hint={say.text('search.wordsHint')} isWide>
          <input id="f-q" name="q" type="search" maxLength={500} value={valueOf('q')} aria-describedby="f-q-hint" />
        </Field>
        <Select name="entry" label={say.text('search.entry')} value={valueOf('entry')} at={at}>
          {guidesOf(choices.guides, also).map((guide) => (
            <optgroup label={plainText(guide.title, 120).text}>
              {guide.entries.map((entry) => (
                <Option
                  choice={{ value: `${guide.guideId}/${entry.entryId}`, label: plainText(entry.title, 120).text }}
                  chosen={valueOf('entry')}
                />
              ))}
            </optgroup>
          ))}
        </Select>
        <Select name="statusGroup" label={say.text('search.status')} value={valueOf('statusGroup')} at={at}>
          <Options
            choices={STATUS_GROUP.map((value) => ({ value, label: say.text(`group.${value}`) }))}
            chosen={valueOf('statusGroup')}
          />
        </Select>
        <Select name="country" label={say.text('search.country')} value={valueOf('country')} at={at}>
          <Options choices={countriesOf(at, choices.countries, valueOf('country'))} chosen={valueOf('country')} />
        </Select>
        <Field name="age" label={say.text('search.age')}>
          <input id="f-age" name="age" type="number" inputMode="numeric" min={0} max={150} value={valueOf('age')} />
        </Field>
      </div>
      <MoreFilters at={at} valueOf={valueOf} />
      <AlsoLimited at={at} query={query} filters={also} />
      <p class="actions">
        <button type="submit">{say.text('search.submit')}</button>{' '}
        <a href={at.to('/trials')}>{say.text('search.reset')}</a>
      </p>
    </form>
  );
}

function MoreFilters({ at, valueOf }: { at: Setting; valueOf: (name: string) => string }): VNode {
  const { say } = at;
  const isUsed = ['near', 'sex', 'scope', 'phase'].some((name) => valueOf(name) !== '');
  return (
    <details open={isUsed}>
      <summary>{say.text('search.more')}</summary>
      <div class="fields">
        <Select name="phase" label={say.text('search.phase')} value={valueOf('phase')} at={at}>
          <Options
            choices={PHASE.map((value) => ({ value, label: say.text(`phase.${value}`) }))}
            chosen={valueOf('phase')}
          />
        </Select>
        <Select name="sex" label={say.text('search.sex')} value={valueOf('sex')} at={at}>
          <Options
            choices={[
              { value: 'FEMALE', label: say.text('search.female') },
              { value: 'MALE', label: say.text('search.male') },
              ...(valueOf('sex').toUpperCase() === 'ALL' ? [{ value: 'ALL', label: 'ALL' }] : []),
            ]}
            chosen={valueOf('sex')}
          />
        </Select>
        <Select
          name="scope"
          label={say.text('search.scope')}
          value={valueOf('scope')}
          at={at}
          any={say.text('search.scope.guide')}
        >
          <Options
            choices={(['related', 'all'] as const).map((value) => ({
              value,
              label: say.text(`search.scope.${value}`),
            }))}
            chosen={valueOf('scope')}
          />
        </Select>
        <Field name="near" label={say.text('search.near')} hint={say.text('search.nearHint')}>
          <input
            id="f-near"
            name="near"
            inputMode="text"
            autoComplete="off"
            dir="ltr"
            value={valueOf('near')}
            aria-describedby="f-near-hint"
            data-locate={say.text('search.useLocation')}
            data-failed={say.text('search.locationFailed')}
          />
        </Field>
        <Select
          name="radius"
          label={say.text('search.radius')}
          value={valueOf('radius')}
          at={at}
          any={say.kilometres(100)}
        >
          <Options choices={radiiOf(at, valueOf('radius'))} chosen={valueOf('radius')} />
        </Select>
      </div>
    </details>
  );
}

/** What the fields cannot show: told to the reader, and sent along with the form. */
function AlsoLimited({
  at,
  query,
  filters,
}: {
  at: Setting;
  query: SearchQuery;
  filters: readonly AlsoFilter[];
}): VNode | null {
  if (filters.length === 0) return null;
  return (
    <>
      {filters.flatMap(({ name, values }) => values.map((value) => <input type="hidden" name={name} value={value} />))}
      <p>{at.say.text('search.also')}</p>
      <ul class="chips">
        {filters.map((filter) => (
          <li>
            <Removal at={at} query={query} filter={filter} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Removal({ at, query, filter }: { at: Setting; query: SearchQuery; filter: AlsoFilter }): VNode {
  const shown = plainText(`${filter.name}: ${filter.values.join(', ')}`, 120).text;
  const label = at.say.text('search.remove', { filter: `\u2068${shown}\u2069` });
  return (
    <a href={at.to('/trials', withoutFilter(query, filter))} aria-label={label}>
      <bdi lang="en" dir="ltr">
        {shown}
      </bdi>{' '}
      ✕
    </a>
  );
}

/** Only entries of the guide that the search is limited to: others could not be found in it. */
function guidesOf(guides: readonly GuideDetail[], also: readonly AlsoFilter[]): readonly GuideDetail[] {
  const chosen = also.find(({ name }) => name === 'guide')?.values[0]?.toLowerCase();
  return chosen === undefined ? guides : guides.filter(({ guideId }) => guideId === chosen);
}

/** Distances to choose from; one that was asked for stays in the list, in its own unit. */
function radiiOf({ say }: Setting, chosen: string): Choice[] {
  const usual = RADII.map((value) => ({ value, label: say.kilometres(Number.parseInt(value, 10)) }));
  const isKnown = chosen === '' || RADII.includes(chosen.toLowerCase());
  return isKnown ? usual : [{ value: chosen, label: chosen.replace(/(?=km|mi)/i, '\u00a0') }, ...usual];
}

function Field({
  name,
  label,
  hint,
  isWide = false,
  children,
}: {
  name: string;
  label: string;
  hint?: string;
  isWide?: boolean;
  children: ComponentChildren;
}): VNode {
  return (
    <div class={isWide ? 'field wide' : 'field'}>
      <label for={`f-${name}`}>{label}</label>
      {children}
      {hint !== undefined && (
        <p id={`f-${name}-hint`} class="note">
          {hint}
        </p>
      )}
    </div>
  );
}

function Select({
  name,
  label,
  value,
  at,
  any,
  children,
}: {
  name: string;
  label: string;
  value: string;
  at: Setting;
  any?: string;
  children: ComponentChildren;
}): VNode {
  return (
    <Field name={name} label={label}>
      <select id={`f-${name}`} name={name}>
        <option value="" selected={value === ''}>
          {any ?? at.say.text('search.any')}
        </option>
        {children}
      </select>
    </Field>
  );
}

function Options({ choices, chosen }: { choices: readonly Choice[]; chosen: string }): VNode {
  return (
    <>
      {choices.map((choice) => (
        <Option choice={choice} chosen={chosen} />
      ))}
    </>
  );
}

function Option({ choice: { value, label }, chosen }: { choice: Choice; chosen: string }): VNode {
  return (
    <option value={value} selected={value.toLowerCase() === chosen.toLowerCase()}>
      {label}
    </option>
  );
}

/** Countries by their names in the language of the reader; one that was asked for stays in the list. */
function countriesOf({ say, language }: Setting, names: readonly string[], chosen: string): Choice[] {
  const known = names.some((name) => name.toLowerCase() === chosen.toLowerCase());
  const all = known || chosen === '' ? names : [chosen, ...names];
  return all
    .map((value) => ({ value, label: countryName(language, plainText(value, 80).text) }))
    .sort((a, b) => a.label.localeCompare(b.label, say.language));
}
