import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { ChangesService } from '../api/changes.service.js';
import type { Trial } from '../api/schemas/study.schema.js';
import { TrialSearch } from '../api/trial-search.service.js';
import { trialChoice, type TrialChoice } from '../api/trials.parameters.js';
import { Clock } from '../common/clock.js';
import { decodeQuery, type RawQuery } from '../http/decode-query.js';
import type { Setting } from '../markup/setting.js';
import { isSure } from '../markup/status-certainty.js';
import { parseNctId } from '../model/identifiers.js';
import { SitesMap } from '../pictures/sites-map.js';
import { StudyTimeline } from '../pictures/study-timeline.js';
import { TrialsByPhase } from '../pictures/trials-by-phase.js';
import { TrialsByYear } from '../pictures/trials-by-year.js';
import { StudyBreakdown } from '../studies/study-breakdown.store.js';
import { StudyReader } from '../studies/study-reader.store.js';
import { SeenChanges } from './seen-changes.js';
import { placesOf } from './study-places.js';

/** Versions of a record that its timeline looks at. */
const VERSIONS = 60;
/** Changes of a record that its page lists, newest first. */
const CHANGES = 20;

/** Makes the pictures of pages about studies. */
@Injectable()
export class TrialPictures {
  constructor(
    private readonly requests: TrialSearch,
    private readonly breakdown: StudyBreakdown,
    private readonly reader: StudyReader,
    private readonly changes: ChangesService,
    private readonly clock: Clock,
  ) {}

  /** Studies that pass a query, by phase, by year, and where open sites are. */
  async ofQuery({ say }: Setting, query: RawQuery): Promise<VNode> {
    const all = await this.requests.ofQuery(chosenBy(query));
    const open = await this.requests.ofQuery(chosenBy({ ...query, statusGroup: 'open' }));
    const [phases, years, sites] = await Promise.all([
      this.breakdown.byPhase(all.filter, all.window),
      this.breakdown.byStartYear(all.filter, all.window),
      this.breakdown.places(open.filter, open.window, 'open'),
    ]);
    return (
      <div class="pictures">
        <TrialsByPhase say={say} id="by-phase" rows={phases} />
        <TrialsByYear say={say} id="by-year" rows={years.rows} withoutYear={years.withoutYear} />
        <SitesMap say={say} id="open-sites" title={say.text('picture.map')} places={sites.places} />
        {!sites.isComplete && <p class="note">{say.text('picture.mapIncomplete', { count: sites.places.length })}</p>}
      </div>
    );
  }

  /** The life of a study, and what changed in its record. */
  async life({ say }: Setting, trial: Trial): Promise<VNode> {
    const nctId = parseNctId(trial.nctId);
    const [versions, newest] = await Promise.all([
      nctId === null ? [] : this.reader.statusesSeen(nctId, VERSIONS),
      this.changes.newestOf(`study:${trial.nctId}`, CHANGES),
    ]);
    const study = {
      firstPosted: trial.firstPostDate,
      start: trial.startDate,
      primaryCompletion: trial.primaryCompletionDate,
      completion: trial.completionDate,
      resultsPosted: trial.resultsFirstPostDate,
      lastUpdatePosted: trial.lastUpdatePostDate,
    };
    // Only the newest can be wrong about today; earlier ones tell what was said then.
    const seen = versions.map((version, i) => ({
      ...version,
      trusted: i < versions.length - 1 || isSure(trial),
    }));
    return (
      <>
        <StudyTimeline say={say} id="life" study={study} versions={seen} today={this.clock.today()} />
        <SeenChanges say={say} changes={newest} />
      </>
    );
  }

  /** Where the sites of a study are. */
  map({ say }: Setting, trial: Trial): VNode {
    const title = say.text(trial.statusGroup === 'open' ? 'picture.map' : 'picture.mapAll');
    return <SitesMap say={say} id="sites" title={title} places={placesOf(trial)} isOpenKnown={isSure(trial)} />;
  }
}

function chosenBy(query: RawQuery): TrialChoice {
  return decodeQuery(trialChoice, query);
}
