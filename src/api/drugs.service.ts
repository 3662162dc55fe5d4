import { Injectable } from '@nestjs/common';
import { close } from '../common/nearest.js';
import { DrugStore, type StoredDrug } from '../drugs/drug.store.js';
import { drugNotFound, MovedError, notMergedYet } from '../http/problem.js';
import { indexDrugs, resolveDrug, type DrugIndex } from '../model/drug-lookup.js';
import { PartFreshness } from '../references/part-freshness.service.js';
import { drugDetailOf, drugItemOf } from './drug-view.js';
import { pageOf, type Page } from './paging.js';
import type { DrugDetail, DrugItem } from './schemas/drug.schema.js';

/** What of the drugs is asked for. */
type DrugsQuery = { name: string | null; conflicts: boolean | null; limit: number; cursor: string | null };

/** Systems whose codes are taken in the place of a drug's id. */
const ADDRESS_SYSTEMS: readonly (string | null)[] = ['rxnorm', 'unii'];
/** Ids that an error names, at most. */
const HINTS = 3;

/** Merged drugs, as they are served. */
@Injectable()
export class DrugsService {
  constructor(
    private readonly drugs: DrugStore,
    private readonly freshness: PartFreshness,
  ) {}

  /** Merged drugs by id; with a name those that it stands for. */
  async list({ name, conflicts, ...paging }: DrugsQuery): Promise<{ items: DrugItem[]; page: Page }> {
    const drugs = await this.drugs.list();
    const matches = name === null ? null : resolveDrug(name, indexOf(drugs));
    const items = drugs.flatMap((drug) => {
      const match = matches?.find(({ drugId }) => drugId === drug.document.drugId) ?? null;
      return matches !== null && match === null ? [] : [drugItemOf(drug, match?.matched ?? null, conflicts === true)];
    });
    const wanted = items.filter(({ conflictCount }) => conflicts === null || conflictCount > 0 === conflicts);
    return pageOf(wanted, (drug) => drug.drugId, paging, { list: 'drugs', name, conflicts });
  }

  /** One drug. Throws 301 for one of its codes, and problems: 404 unknown, 503 before its first merge. */
  async get(given: string, withProvenance: boolean): Promise<DrugDetail> {
    const stored = await this.drugs.get(given);
    if (stored === null) throw await this.absent(given, withProvenance);
    return drugDetailOf(stored, await this.freshness.ofDrug(given), withProvenance);
  }

  private async absent(given: string, withProvenance: boolean): Promise<Error> {
    const drugs = await this.drugs.list();
    const [only, ...further] = addressed(given, drugs);
    if (only !== undefined && further.length === 0) {
      return new MovedError(`/v1/drugs/${only}${withProvenance ? '?provenance=full' : ''}`);
    }
    if (only === undefined && (await this.drugs.isFollowed(given))) return notMergedYet('drug');
    const named = resolveDrug(given, indexOf(drugs)).map(({ drugId }) => drugId);
    if (named.length > 0) return drugNotFound(given, { by: 'named', drugIds: named });
    const ids = drugs.map(({ document }) => document.drugId);
    return drugNotFound(given, { by: 'near', drugIds: close(given, ids).slice(0, HINTS) });
  }
}

/** Ids of the drugs that a code, or an id in another case, leads to. */
function addressed(given: string, drugs: readonly StoredDrug[]): string[] {
  const byId = drugs.filter(({ document }) => document.drugId === given.toLowerCase());
  if (byId.length > 0) return byId.map(({ document }) => document.drugId);
  return resolveDrug(given, indexOf(drugs))
    .filter(({ matched }) => ADDRESS_SYSTEMS.includes(matched.system))
    .map(({ drugId }) => drugId);
}

function indexOf(drugs: readonly StoredDrug[]): DrugIndex {
  return indexDrugs(drugs.map(({ document }) => document));
}
