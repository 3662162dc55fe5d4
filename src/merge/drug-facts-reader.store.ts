import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DrugStore, type GuideDrug } from '../drugs/drug.store.js';
import { ReferenceReader } from '../references/reference-reader.store.js';
import { REFERENCE_SOURCES, type ReferenceSource } from '../sources/sources.types.js';
import type { DrugFacts, ReferencePointers } from './drug-facts.types.js';

/** Gathers what the merge of a drug needs to know, as one transaction sees it. */
@Injectable()
export class DrugFactsReader {
  constructor(
    @Inject(REFERENCE_SOURCES) private readonly sources: readonly ReferenceSource[],
    private readonly drugs: DrugStore,
    private readonly references: ReferenceReader,
  ) {}

  /** Where the fields of records stand in what the sources sent. */
  get pointers(): ReferencePointers {
    return Object.fromEntries(this.sources.map(({ id, pointers }) => [id, pointers]));
  }

  /** Everything known of a drug. */
  async of(tx: EntityManager, { drug, stated }: GuideDrug): Promise<DrugFacts> {
    const others = (await this.drugs.followed(tx))
      .map((one) => one.drug)
      .filter(({ drugId }) => drugId !== drug.drugId);
    const answers = await this.references.answersOf(tx, `drug:${drug.drugId}`);
    const setIds = answers.flatMap(({ records }) =>
      records.flatMap(({ data }) => (data.kind === 'label' ? [data.setId] : [])),
    );
    const labelVersions = await this.references.labelVersions(tx, [...new Set(setIds)]);
    return { drug, others, stated, answers, labelVersions, pointers: this.pointers };
  }
}
