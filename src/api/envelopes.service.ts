import { Injectable } from '@nestjs/common';
import { SourceStatusService, type SourceMeta } from '../source-status/source-status.service.js';
import type { Page } from './paging.js';

/** Stands in every payload. */
export const DISCLAIMER =
  'Information from public registries and a patient guide, with its sources named. It can be out of date or wrong, and it is ' +
  'no medical advice: talk to your care team before any decision, and check with the study itself whether it takes patients.';

/** `meta` of every payload. */
export type Meta = { disclaimer: string; dataVersion: string; sources: SourceMeta[] };

/** Puts data into the envelope that every answer has. */
@Injectable()
export class Envelopes {
  constructor(private readonly status: SourceStatusService) {}

  async meta(): Promise<Meta> {
    return { disclaimer: DISCLAIMER, ...(await this.status.meta()) };
  }

  /** One resource. */
  async resource<T>(data: T): Promise<{ data: T; meta: Meta }> {
    return { data, meta: await this.meta() };
  }

  /** One page of a list, with what else belongs to it (such as its facets). */
  async list({ items, page, ...rest }: { items: unknown[]; page: Page }): Promise<object> {
    return { data: items, page, ...rest, meta: await this.meta() };
  }
}
