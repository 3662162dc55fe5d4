import type { ComponentChildren, VNode } from 'preact';
import type { Setting } from '../markup/setting.js';
import type { Guide } from '../model/guide.js';
import { LANGUAGE, LANGUAGES } from '../words/languages.js';
import { EMBED_STATUS, THEME, type EmbedQuery } from './embed.parameters.js';

/** Distances that are offered. */
const RADIUS = ['25km', '50km', '100km', '250km', '500km'] as const;

type Fields = { at: Setting; query: EmbedQuery; guides: readonly Guide[]; countries: readonly string[] };

/** The fields of the form, named like the parameters. */
export function BuilderFields({ at, query, guides, countries }: Fields): VNode {
  const { say } = at;
  return (
    <>
      <SubjectFields at={at} query={query} guides={guides} />
      <Field id="country" label={say.text('search.country')}>
        <input id="country" name="country" list="countries" value={query.country ?? ''} autocomplete="off" lang="en" />
        <datalist id="countries">
          {[...countries].sort().map((name) => (
            <option value={name} />
          ))}
        </datalist>
      </Field>
      <PlaceFields at={at} query={query} />
      <Select
        id="status"
        label={say.text('search.status')}
        value={query.status}
        options={EMBED_STATUS.map((status) => [status, status === 'any' ? say.text('search.any') : say.text(`group.${status}`)])} /* prettier-ignore */
      />
      <Field id="limit" label={say.text('builder.limit')}>
        <input id="limit" name="limit" type="number" min={1} max={50} value={query.limit} required />
      </Field>
      <Select
        id="theme"
        label={say.text('builder.theme')}
        value={query.theme}
        options={THEME.map((theme) => [theme, say.text(`builder.theme.${theme}`)])} /* prettier-ignore */
      />
      <Select
        id="lang"
        label={say.text('nav.language')}
        value={query.lang}
        options={LANGUAGE.map((language) => [language, LANGUAGES[language].name])} /* prettier-ignore */
      />
    </>
  );
}

function SubjectFields({ at: { say }, query, guides }: Omit<Fields, 'countries'>): VNode {
  const entry = query.entry?.toLowerCase() ?? '';
  const isChosen = (guideId: string, entryId: string): boolean =>
    entry === entryId || entry === `${guideId}/${entryId}`;
  return (
    <>
      <Select
        id="guide"
        label={say.text('builder.guide')}
        value={query.guide?.toLowerCase() ?? ''}
        options={[['', say.text('search.any')], ...guides.map(({ guideId, title }) => [guideId, title] as const)]} /* prettier-ignore */
      />
      <Field id="entry" label={say.text('search.entry')}>
        <select id="entry" name="entry">
          <option value="">{say.text('search.any')}</option>
          {guides.map(({ guideId, title, language, entries }) => (
            <optgroup label={title} lang={language}>
              {entries.map(({ entryId, title: name }) => (
                <option value={`${guideId}/${entryId}`} selected={isChosen(guideId, entryId)}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </Field>
    </>
  );
}

function PlaceFields({ at: { say }, query }: Pick<Fields, 'at' | 'query'>): VNode {
  const given = query.radius ?? '100km';
  const radii = RADIUS.some((each) => each === given) ? RADIUS : [given, ...RADIUS];
  return (
    <>
      <Field id="near" label={say.text('search.near')}>
        <input
          id="near"
          name="near"
          value={query.near ?? ''}
          placeholder="48.85,2.35"
          pattern="-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?"
          autocomplete="off"
          dir="ltr"
        />
      </Field>
      <Select
        id="radius"
        label={say.text('search.radius')}
        value={given}
        options={radii.map((radius) => [radius, radius.replace(/(?=km|mi)/, '\u00a0')])} /* prettier-ignore */
      />
    </>
  );
}

function Field({ id, label, children }: { id: string; label: string; children: ComponentChildren }): VNode {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {children}
    </p>
  );
}

type Option = readonly [value: string, label: string];

function Select({
  id,
  label,
  value,
  options,
}: {
  id: string;
  label: string;
  value: string;
  options: readonly Option[];
}): VNode {
  return (
    <Field id={id} label={label}>
      <select id={id} name={id}>
        {options.map(([each, text]) => (
          <option value={each} selected={each === value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}
