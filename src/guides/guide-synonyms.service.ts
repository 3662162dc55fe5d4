import { Injectable } from '@nestjs/common';
import { synonymsOf, type Synonyms } from '../search/synonyms.js';
import { GuideStore } from './guide.store.js';

/** Names that mean the same, as the guides state them. */
@Injectable()
export class GuideSynonyms {
  private known: { state: string; synonyms: Synonyms } | null = null;

  constructor(private readonly guides: GuideStore) {}

  /** Those of all guides; read again only when a guide has changed. */
  async current(): Promise<Synonyms> {
    const state = await this.guides.state();
    if (this.known?.state !== state) {
      const guides = await this.guides.list();
      this.known = { state, synonyms: synonymsOf(guides.flatMap(({ synonyms }) => synonyms)) };
    }
    return this.known.synonyms;
  }
}
