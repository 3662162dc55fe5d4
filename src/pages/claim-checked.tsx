import type { VNode } from 'preact';
import type { EntryDetail } from '../api/schemas/entry.schema.js';
import { VerdictBadge } from '../markup/badges.js';
import { Foreign } from '../markup/foreign-text.js';
import { isolated } from '../markup/isolated.js';
import { ForeignLink } from '../markup/foreign-link.js';
import type { Setting } from '../markup/setting.js';
import { OVERALL_STATUS } from '../model/study.js';
import { sourceName } from '../words/source-names.js';
import { Reviewed } from '../markup/words.js';

type Claim = EntryDetail['claims'][number];
type Judgement = Pick<Claim, 'verdict' | 'reason' | 'evidence' | 'since'>;
type Evidence = Claim['evidence'][number];

/** A statement of a guide with its verdict, why, and where to look it up. */
export function ClaimChecked({ at, claim, language }: { at: Setting; claim: Claim; language: string }): VNode {
  return (
    <li class="claim" id={`claim-${claim.claimId}`}>
      <blockquote>
        <Foreign text={claim.text} lang={language} max={2000} />
      </blockquote>
      <Verdict at={at} judgement={claim} />
      {claim.attribution !== null && (
        <p class="note">{at.say.text('verdict.attributed', { source: isolated(claim.attribution) })}</p>
      )}
    </li>
  );
}

/** A verdict: the badge, what it means, since when, why, and the evidence. */
export function Verdict({ at: { say }, judgement }: { at: Setting; judgement: Judgement }): VNode {
  const { verdict, reason, evidence } = judgement;
  const since = sinceText(judgement.since);
  return (
    <div class="judgement">
      <p>
        <VerdictBadge say={say} verdict={verdict} />{' '}
        <span class="soft">
          <Reviewed say={say} k={`verdict.${verdict}.meaning`} />
        </span>
      </p>
      <p class="why">
        <strong>{say.text('verdict.why')}</strong> <Foreign text={reason} max={4000} />
      </p>
      {since !== null && (
        <p class="note">
          {say.text(
            since.key,
            mapDates(since.dates, (date) => say.date(date)),
          )}
        </p>
      )}
      {evidence.length > 0 && (
        <details>
          <summary>
            {say.text('verdict.evidence')} ({say.number(evidence.length)})
          </summary>
          <ul class="evidence">
            {evidence.map((each) => (
              <EvidenceItem at={say} evidence={each} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function EvidenceItem({ at: say, evidence }: { at: Setting['say']; evidence: Evidence }): VNode {
  const { source, key, pointer, value, url } = evidence;
  const date = evidence.sourceUpdatedAt ?? evidence.retrievedAt;
  return (
    <li>
      <ForeignLink say={say} url={url} text={`${sourceName(source)} ${key}`} />{' '}
      {pointer !== null && (
        <code>
          <Foreign text={pointer.split('/').at(-1) ?? ''} max={80} />
        </code>
      )}{' '}
      <EvidenceValue say={say} value={value} />
      {date !== null && <span class="soft"> ({say.date(date)})</span>}
    </li>
  );
}

/** A status in the words of the reader, a text as it stands, anything else as it is written in the record. */
function EvidenceValue({ say, value }: { say: Setting['say']; value: unknown }): VNode {
  const status = OVERALL_STATUS.find((each) => each === value);
  if (status !== undefined) return <strong>{say.text(`status.${status}`)}</strong>;
  return <Foreign text={typeof value === 'string' ? value : JSON.stringify(value)} max={600} />;
}

type Since = { key: 'verdict.since' | 'verdict.between'; dates: Record<string, string> };

function sinceText({ notBefore, notAfter }: Judgement['since']): Since | null {
  if (notAfter === null) return null;
  if (notBefore === null) return { key: 'verdict.since', dates: { date: notAfter } };
  return { key: 'verdict.between', dates: { from: notBefore, until: notAfter } };
}

function mapDates(dates: Record<string, string>, write: (date: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(dates).map(([name, date]) => [name, write(date)]));
}
