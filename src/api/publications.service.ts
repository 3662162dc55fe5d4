import { Inject, Injectable } from '@nestjs/common';
import { GuideStore } from '../guides/guide.store.js';
import { badParameters, publicationNotFound } from '../http/problem.js';
import { ReferenceReader } from '../references/reference-reader.store.js';
import { REFERENCE_SOURCES, type ReferenceSource } from '../sources/sources.types.js';
import { publicationOf } from './publication-view.js';
import type { PublicationDetail } from './schemas/publication.schema.js';

const PMID = /^[1-9]\d{0,7}$/;

/** Publications, as they are served. */
@Injectable()
export class PublicationsService {
  constructor(
    private readonly references: ReferenceReader,
    private readonly guides: GuideStore,
    @Inject(REFERENCE_SOURCES) private readonly sources: readonly ReferenceSource[],
  ) {}

  /** One publication. Throws problems: 400 malformed, 404 not held. */
  async get(given: string): Promise<PublicationDetail> {
    const pmid = requirePmid(given);
    const record = await this.references.publication(pmid);
    if (record === null) throw publicationNotFound(pmid);
    const [naming, guides] = await Promise.all([
      this.references.subjectsNaming(record.source, '', record.key),
      this.guides.list(),
    ]);
    const source = this.sources.find(({ id }) => id === record.source);
    return publicationOf(record, { naming, guides, pointers: source?.pointers.publication ?? {} });
  }
}

function requirePmid(given: string): string {
  if (PMID.test(given)) return given;
  const detail = `"${given.slice(0, 40)}" is no PubMed number; expected up to 8 digits.`;
  throw badParameters([{ parameter: 'pmid', detail }]);
}
