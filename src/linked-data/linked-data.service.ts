import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { problemOfStatus } from '../http/problem-body.js';
import { LINKED_JSON, type Asked } from '../http/representation.js';
import { drugOf } from './drug.js';
import type { Beside, ServedDrug, ServedPublication, ServedStudy } from './linked-data.types.js';
import { medicalStudyOf } from './medical-study.js';
import { scholarlyArticleOf } from './scholarly-article.js';
import { webPageOf, webSiteOf, type DescribedPage } from './web-page.js';

/** An answer in its envelope. */
type Answer<T> = { data: T; meta: Omit<Beside, 'base'> };

/** The same answers in the vocabulary of schema.org, for those who ask for JSON-LD. */
@Injectable()
export class LinkedData {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The study as it was asked for. */
  study<T extends ServedStudy>(answer: Answer<T>, asked: Asked): unknown {
    return this.as(medicalStudyOf, answer, asked);
  }

  /** The drug as it was asked for. */
  drug<T extends ServedDrug>(answer: Answer<T>, asked: Asked): unknown {
    return this.as(drugOf, answer, asked);
  }

  /** The publication as it was asked for. */
  publication<T extends ServedPublication>(answer: Answer<T>, asked: Asked): unknown {
    return this.as(scholarlyArticleOf, answer, asked);
  }

  /** A page for patients. */
  page(page: Omit<DescribedPage, 'disclaimer'>, disclaimer: string): object {
    return webPageOf({ ...page, disclaimer });
  }

  /** The site itself; `base` is its address without a slash. */
  site(base: string, name: string, description: string, language: string): object {
    return webSiteOf(base, name, description, language);
  }

  private as<T>(linked: (data: T, beside: Beside) => object, answer: Answer<T>, { mediaType, origin }: Asked): unknown {
    if (mediaType !== LINKED_JSON) return answer;
    const base = this.config.publicUrl ?? origin;
    // Linked data names itself by its full address; without a host that can be read there is none.
    if (base === null) throw problemOfStatus(400);
    return linked(answer.data, { base, ...answer.meta });
  }
}
