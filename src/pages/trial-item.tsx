import type { VNode } from 'preact';
import type { TrialItem } from '../api/schemas/study.schema.js';
import { phaseText, StatusBadge } from '../markup/badges.js';
import { Foreign } from '../markup/foreign-text.js';
import type { Setting } from '../markup/setting.js';
import { Reviewed } from '../markup/words.js';
import { countryName } from '../words/countries.js';

/** Countries that are named in a list. */
const COUNTRIES = 6;

/** Studies in a list: title, whether they take people, and what tells them apart. */
export function TrialItems({ at, items }: { at: Setting; items: readonly TrialItem[] }): VNode {
  return (
    <ul class="rows trials">
      {items.map((item) => (
        <TrialRow at={at} item={item} />
      ))}
    </ul>
  );
}

function TrialRow({ at, item }: { at: Setting; item: TrialItem }): VNode {
  const { say } = at;
  return (
    <li>
      <h3>
        <a href={at.to(`/trials/${item.nctId}`)}>
          <Foreign text={item.briefTitle} />
        </a>
      </h3>
      <p class="marks">
        <StatusBadge say={say} study={item} />
        {item.asOf !== null && <span class="soft">{say.text('source.asOf', { date: say.date(item.asOf) })}</span>}
      </p>
      <p class="soft">
        {[...shortFacts(at, item)].join(' · ')} · <span translate={false}>{item.nctId}</span>
      </p>
      {item.link !== null && (
        <p class="note">
          {say.text('role.label')}: <strong>{say.text(`role.${item.link.role}`)}</strong>.{' '}
          <Reviewed say={say} k={`role.${item.link.role}.meaning`} />
        </p>
      )}
      <Near at={at} item={item} />
    </li>
  );
}

function shortFacts({ say, language }: Setting, item: TrialItem): string[] {
  const phase = phaseText(say, item.phases);
  const countries = item.countries.slice(0, COUNTRIES).map((name) => countryName(language, name));
  const more = item.countries.length - countries.length;
  return [
    ...(phase === null ? [] : [phase]),
    ...(countries.length === 0
      ? []
      : [say.list(countries) + (more > 0 ? ` ${say.text('list.more', { count: more })}` : '')]),
  ];
}

function Near({ at: { say, language }, item: { near } }: { at: Setting; item: TrialItem }): VNode | null {
  const site = near === null ? null : (near.nearestOpen ?? near.nearest);
  if (site === null) return null;
  const place = [site.city, site.country === null ? null : countryName(language, site.country)]
    .filter((part) => part !== null)
    .join(', ');
  return <p>{say.text('search.distance', { place, distance: say.kilometres(site.distanceKm) })}</p>;
}
