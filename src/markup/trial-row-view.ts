import type { Phase } from '../model/study.js';
import type { Beside } from '../words/say.js';
import { phaseText, statusText, type ShownStatus } from './badges.js';
import { plainText } from '../common/plain-text.js';
import { countryName } from '../words/countries.js';
import type { Setting } from './setting.js';
import { isSure } from './status-certainty.js';

/** Characters of a title in a list. */
const TITLE = 300;
/** Countries that are named in a list. */
const COUNTRIES = 4;

/** A study as lists know it. */
export type ListedStudy = ShownStatus & {
  nctId: string;
  briefTitle: string;
  phases: readonly Phase[];
  countries: readonly string[];
  /** Day the record vouches for. */
  asOf: string | null;
  near: { nearest: ListedSite | null; nearestOpen: ListedSite | null } | null;
};

type ListedSite = { city: string | null; country: string | null; distanceKm: number; isOpen: boolean };

/** What a row of a list says of a study, ready to be shown; the title alone is not ours. */
export type TrialRowView = {
  nctId: string;
  title: string;
  /** Path of our own page, with the language. */
  path: string;
  /** `tone` is how it looks: its group, or `unknown` where it is only last known. */
  status: { text: string; tone: string; isSure: boolean; meaning: Beside };
  asOf: string | null;
  phase: string | null;
  /** The first countries, and how many more there are. */
  countries: string | null;
  nearest: string | null;
};

/** The row of one study. */
export function trialRowOf(at: Setting, study: ListedStudy): TrialRowView {
  const { say } = at;
  const { nctId, briefTitle, phases, countries, asOf } = study;
  return {
    nctId,
    title: plainText(briefTitle, TITLE).text,
    path: at.to(`/trials/${nctId}`),
    status: statusOf(at, study),
    asOf: asOf === null ? null : say.text('source.asOf', { date: say.date(asOf) }),
    phase: phaseText(say, phases),
    countries: countriesOf(at, countries),
    nearest: nearestOf(at, study),
  };
}

function countriesOf({ say, language }: Setting, countries: readonly string[]): string | null {
  if (countries.length === 0) return null;
  const named = countries.slice(0, COUNTRIES).map((name) => countryName(language, name));
  const more = countries.length - COUNTRIES;
  return more > 0 ? `${say.listBegun(named)} ${say.text('list.more', { count: more })}` : say.list(named);
}

function statusOf({ say }: Setting, study: ListedStudy): TrialRowView['status'] {
  const { overallStatus, statusGroup } = study;
  const sure = isSure(study);
  return {
    text: statusText(say, study),
    tone: sure ? statusGroup : 'unknown',
    isSure: sure,
    meaning: say.beside(sure ? `status.${overallStatus ?? 'NONE'}.meaning` : 'status.lastKnown.meaning'),
  };
}

/** A name in another direction than the sentence must not turn it, so it is isolated (U+2068, U+2069). */
function nearestOf({ say, language }: Setting, study: ListedStudy): string | null {
  const { near } = study;
  const site = near === null ? null : (near.nearestOpen ?? near.nearest);
  if (site === null) return null;
  const city = site.city === null ? [] : [plainText(site.city, 80).text];
  const country = site.country === null ? [] : [countryName(language, site.country)];
  const place = `\u2068${[...city, ...country].join(', ')}\u2069`;
  return say.text(nearestKey(study, site), { place, distance: say.kilometres(site.distanceKm) });
}

/** Whether the nearest site takes people is said where it can be known. */
function nearestKey(
  study: ListedStudy,
  { isOpen }: ListedSite,
): 'search.distance' | 'search.distanceOpen' | 'search.distanceClosed' {
  if (!isSure(study)) return 'search.distance';
  return isOpen ? 'search.distanceOpen' : 'search.distanceClosed';
}
