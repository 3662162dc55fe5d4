import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { boxAround } from '../model/distance.js';
import { nctNumber, type NctId } from '../model/identifiers.js';
import type { GeoPoint, OverallStatus } from '../model/study.js';
import { StudyLocationRow } from './study.entity.js';

/** A site with its point, which is that of its city. */
export type PlacedSite = {
  facility: string | null;
  city: string | null;
  state: string | null;
  country: string | null;
  /** Its own recruitment status, null where the record states none. */
  status: OverallStatus | null;
  point: GeoPoint;
};

type SiteRow = Omit<PlacedSite, 'point'> & GeoPoint & { studyId: number };

/** Sites of studies: reads. */
@Injectable()
export class StudySites {
  constructor(private readonly database: Database) {}

  /** Sites that may be within a distance of a point, by NCT number, in the order of the records. */
  async around(
    nctIds: readonly NctId[],
    point: GeoPoint,
    radiusKm: number,
  ): Promise<ReadonlyMap<string, PlacedSite[]>> {
    const sites = new Map<string, PlacedSite[]>(nctIds.map((nctId) => [nctId, []]));
    if (nctIds.length === 0) return sites;
    const [south, north] = boxAround(point, radiusKm).lat;
    const query = this.database.read
      .createQueryBuilder(StudyLocationRow, 'site')
      .select('site.studyId', 'studyId')
      .addSelect('site.lat', 'lat')
      .addSelect('site.lon', 'lon')
      .addSelect('site.facility', 'facility')
      .addSelect('site.city', 'city')
      .addSelect('site.state', 'state')
      .addSelect('site.country', 'country')
      .addSelect('site.status', 'status')
      .where('site.studyId IN (:...ids)', { ids: nctIds.map(nctNumber) })
      .andWhere('site.lat BETWEEN :south AND :north AND site.lon IS NOT NULL', { south, north })
      .orderBy('site.studyId')
      .addOrderBy('site.position');
    const rows = await this.database.search<SiteRow>(...query.getQueryAndParameters());
    const byNumber = new Map(nctIds.map((nctId) => [nctNumber(nctId), sites.get(nctId) ?? []]));
    for (const { studyId, lat, lon, facility, city, state, country, status } of rows) {
      byNumber.get(studyId)?.push({ facility, city, state, country, status, point: { lat, lon } });
    }
    return sites;
  }
}
