import type { ComponentChildren, VNode } from 'preact';
import type { Trial } from '../api/schemas/study.schema.js';
import { statusText, type ShownStatus } from '../markup/badges.js';
import { Foreign } from '../markup/foreign-text.js';
import type { Setting } from '../markup/setting.js';
import { GROUP_OF_STATUS } from '../model/status.js';
import type { OverallStatus } from '../model/study.js';
import { countryName } from '../words/countries.js';
import { isOpenSite } from './open-site.js';

type Site = Trial['locations'][number];

/** Sites that are listed; a few studies have more than a thousand. */
const SITES = 500;

/** Where a study takes place: a map, and the sites by country. */
export function TrialSites({ at, trial, map }: { at: Setting; trial: Trial; map: ComponentChildren }): VNode {
  const { say } = at;
  const { locations } = trial;
  const open = locations.filter((site) => isOpenSite(site, trial)).length;
  return (
    <>
      <h2>{say.text('trial.where')}</h2>
      {locations.length === 0 ? (
        <p>{say.text('trial.noSites')}</p>
      ) : (
        <>
          <p>
            {say.text('trial.sites', { count: locations.length })}
            {open > 0 && ` · ${say.text('trial.sitesOpen', { count: open })}`}
          </p>
          {map}
          {byCountry(at, locations.slice(0, SITES)).map(([country, sites]) => (
            <details class="sites">
              <summary>
                {country} ({say.number(sites.length)})
              </summary>
              <ul>
                {sites.map((site) => (
                  <SiteItem at={at} site={site} trial={trial} />
                ))}
              </ul>
            </details>
          ))}
          {locations.length > SITES && <p>{say.text('list.more', { count: locations.length - SITES })}</p>}
        </>
      )}
    </>
  );
}

function SiteItem({ at: { say }, site, trial }: { at: Setting; site: Site; trial: Trial }): VNode {
  const place = [site.city, site.state].filter((part) => part !== null).join(', ');
  return (
    <li>
      {site.facility !== null && (
        <>
          <Foreign text={site.facility} />
          {', '}
        </>
      )}
      <Foreign text={place} />
      {site.status !== null && <span class="soft"> · {statusText(say, ofSite(site.status, trial))}</span>}
    </li>
  );
}

/** A site's status is no surer than that of its study. */
function ofSite(overallStatus: OverallStatus, { statusTrusted }: Trial): ShownStatus {
  return { overallStatus, statusTrusted, statusGroup: GROUP_OF_STATUS[overallStatus] };
}

function byCountry({ say, language }: Setting, sites: readonly Site[]): [string, Site[]][] {
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    const name = site.country === null ? say.text('value.unknown') : countryName(language, site.country);
    groups.set(name, [...(groups.get(name) ?? []), site]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b, language));
}
