import type { ComponentChildren, VNode } from 'preact';
import type { EntryDetail } from '../api/schemas/entry.schema.js';
import { Foreign, ForeignProse } from '../markup/foreign-text.js';
import { ForeignLink } from '../markup/foreign-link.js';
import type { Setting } from '../markup/setting.js';
import { isolated } from '../markup/isolated.js';
import { Reviewed } from '../markup/words.js';
import { Verdict } from './claim-checked.js';
import { PartNote } from './part-note.js';

type EntryDrug = NonNullable<EntryDetail['drug']>;
type PartName = keyof EntryDrug['parts'];

/** What official sources say of a drug: label, kind, approval, recalls, shortages, reports; each with its date. */
export function LabelFacts({ at, drug }: { at: Setting; drug: EntryDrug }): VNode {
  const { say } = at;
  return (
    <>
      <h2>{say.text('entry.label')}</h2>
      <section class="card" aria-labelledby="approved-use">
        <h3 id="approved-use">{say.text('entry.approvedUse', { condition: isolated(drug.approvedUse.condition) })}</h3>
        <Verdict at={at} judgement={drug.approvedUse} />
        {drug.approvedUse.statements.map((statement) => (
          <blockquote>
            <Foreign text={statement.text} max={3000} />
            <footer class="note">
              <ForeignLink say={say} url={statement.url} text={statement.brandName ?? statement.setId} />
              {statement.effectiveOn !== null && `, ${say.date(statement.effectiveOn)}`}
            </footer>
          </blockquote>
        ))}
      </section>
      <Label at={at} drug={drug} />
      <dl class="facts">
        <Fact at={at} drug={drug} part="term" term="entry.class" value={classesOf(at, drug)} />
        <Fact
          at={at}
          drug={drug}
          part="applications"
          term="entry.firstApproved"
          value={dateOrUnknown(at, drug.approvals?.firstApprovedOn)}
        />
        <Fact at={at} drug={drug} part="recalls" term="entry.recalls" value={countOf(at, drug.recalls?.ongoing)} />
        <Fact
          at={at}
          drug={drug}
          part="shortages"
          term="entry.shortages"
          value={countOf(at, drug.shortages?.current)}
        />
        <Fact at={at} drug={drug} part="reports" term="entry.reports" value={countOf(at, drug.reports?.total)}>
          <p class="note">
            <Reviewed say={say} k="entry.reports.meaning" />
          </p>
        </Fact>
      </dl>
      {drug.definition !== null && (
        <details>
          <summary>{say.text('entry.definition')}</summary>
          <ForeignProse text={drug.definition.text} note={say.text('text.shortened')} />
        </details>
      )}
    </>
  );
}

function Label({ at: { say }, drug: { label, parts } }: { at: Setting; drug: EntryDrug }): VNode {
  if (label === null) {
    return (
      <p class="soft">
        {say.text(isAnswered(parts['labels']) ? 'entry.labelAbsent' : 'entry.labelNone')}{' '}
        <PartNote say={say} part={parts['labels']} />
      </p>
    );
  }
  return (
    <section class="label">
      <p>
        <ForeignLink say={say} url={label.url} text={label.brandName ?? label.genericName ?? label.setId} />
        {label.manufacturer !== null && (
          <>
            {' · '}
            <Foreign text={label.manufacturer} />
          </>
        )}
        {label.effectiveOn !== null && ` · ${say.text('source.asOf', { date: say.date(label.effectiveOn) })}`}
      </p>
      {label.boxedWarning.length > 0 && (
        <details class="warning">
          <summary>{say.text('entry.boxedWarning')}</summary>
          <ForeignProse text={label.boxedWarning.join('\n\n')} note={say.text('text.shortened')} max={8000} />
        </details>
      )}
      {label.indications.length > 0 && (
        <details>
          <summary>{say.text('entry.indications')}</summary>
          <ForeignProse text={label.indications.join('\n\n')} note={say.text('text.shortened')} max={8000} />
        </details>
      )}
    </section>
  );
}

/** One fact with how fresh it is; a part that was never answered says so instead of a value. */
function Fact({
  at: { say },
  drug: { parts },
  part,
  term,
  value,
  children,
}: {
  at: Setting;
  drug: EntryDrug;
  part: PartName;
  term: 'entry.class' | 'entry.firstApproved' | 'entry.recalls' | 'entry.shortages' | 'entry.reports';
  value: string | null;
  children?: ComponentChildren;
}): VNode {
  const about = parts[part];
  return (
    <>
      <dt>{say.text(term)}</dt>
      <dd>
        {value !== null && <Foreign text={value} max={600} />}
        {value === null && about?.status !== 'never-synced' && (
          <span class="soft">{say.text('value.unknown')}</span>
        )}{' '}
        <PartNote say={say} part={about} />
        {value !== null && children}
      </dd>
    </>
  );
}

/** Whether the source ever told of a part, so that nothing there is an answer. */
function isAnswered(part: EntryDrug['parts'][string] | undefined): boolean {
  return part !== undefined && part.asOf !== null;
}

function classesOf({ say }: Setting, { classes }: EntryDrug): string | null {
  if (classes === null || classes.length === 0) return null;
  return say.list([...new Set(classes.filter(({ system }) => system !== 'atc').map(({ name }) => name))]);
}

function countOf({ say }: Setting, count: number | null | undefined): string | null {
  return count === null || count === undefined ? null : say.number(count);
}

function dateOrUnknown({ say }: Setting, date: string | null | undefined): string | null {
  return date === null || date === undefined ? null : say.date(date);
}
