import { Injectable } from '@nestjs/common';
import { STATUS_GROUP, type TrustWindow } from '../model/status.js';
import { inGroup } from './study-conditions.store.js';
import type { FacetCount, StudyFacet, StudyFilter } from './study-filter.types.js';
import { COUNT_LIMIT, StudyMatching, type StudyRowsQuery } from './study-matching.store.js';

/** How a facet is counted: a column of the study, rows beside it (table and column), or the group it counts in today. */
type Counting = { column: string } | { table: string; value: string } | 'group';

const COUNTING: Readonly<Record<StudyFacet, Counting>> = {
  status: { column: 'study.overallStatus' },
  statusGroup: 'group',
  phase: { table: 'study_phase', value: 'beside.phase' },
  studyType: { column: 'study.studyType' },
  sponsorClass: { column: 'study.leadSponsorClass' },
  sex: { column: 'study.sex' },
  hasResults: { column: 'study.hasResults' },
  country: { table: 'study_location', value: 'beside.country' },
  entry: { table: 'entry_link', value: "beside.guide_id || '/' || beside.entry_id" },
};

/** Counts of the studies that pass a filter, broken down. */
@Injectable()
export class StudyFacets {
  constructor(private readonly studies: StudyMatching) {}

  /** The counts of each facet, largest first, then by value. They are about the very studies that the filter lets pass. */
  async count(
    facets: readonly StudyFacet[],
    filter: StudyFilter,
    window: TrustWindow,
  ): Promise<Partial<Record<StudyFacet, FacetCount[]>>> {
    const matching = await this.studies.of(filter, window);
    const counted = facets.map(
      async (facet) => [facet, sorted(await this.countBy(COUNTING[facet], matching, window))] as const,
    );
    return Object.fromEntries(await Promise.all(counted));
  }

  private countBy(counting: Counting, matching: () => StudyRowsQuery, window: TrustWindow): Promise<FacetCount[]> {
    if (counting === 'group') return this.byGroup(matching, window);
    return this.read('column' in counting ? byColumn(matching(), counting.column) : besides(matching(), counting));
  }

  private async byGroup(matching: () => StudyRowsQuery, window: TrustWindow): Promise<FacetCount[]> {
    const counts = STATUS_GROUP.map(async (group) => {
      const { sql, values } = inGroup(group, window);
      return { value: group, count: await this.studies.count(matching().andWhere(sql, values), COUNT_LIMIT) };
    });
    return (await Promise.all(counts)).filter(({ count }) => count > 0);
  }

  private async read(query: StudyRowsQuery): Promise<FacetCount[]> {
    const rows = await this.studies.run<{ value: string | number | boolean | null; count: number | string }>(query);
    return rows.map(({ value, count }) => ({ value: textOf(value), count: Number(count) }));
  }
}

function byColumn(query: StudyRowsQuery, column: string): StudyRowsQuery {
  return query.select(column, 'value').addSelect('COUNT(*)', 'count').groupBy(column);
}

/** Studies with several rows count in each value once; those with no row count under null. */
function besides(query: StudyRowsQuery, { table, value }: { table: string; value: string }): StudyRowsQuery {
  return query
    .leftJoin(table, 'beside', 'beside.study_id = study.id')
    .select(value, 'value')
    .addSelect('COUNT(DISTINCT study.id)', 'count')
    .groupBy(value);
}

/** Truth values are 0 and 1 on SQLite. */
function textOf(value: string | number | boolean | null): string | null {
  if (value === null) return null;
  return typeof value === 'number' ? String(value === 1) : String(value);
}

function sorted(counts: FacetCount[]): FacetCount[] {
  return counts.sort((a, b) => b.count - a.count || ((a.value ?? '') < (b.value ?? '') ? -1 : 1));
}
