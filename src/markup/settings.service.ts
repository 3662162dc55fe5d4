import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.js';
import { problemOfStatus } from '../http/problem-body.js';
import { originOf } from '../http/representation.js';
import { Setting } from './setting.js';
import type { Language } from '../words/languages.js';

/** Makes the setting of a page from the request for it. */
@Injectable()
export class Settings {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The setting of what a request asks for. Throws a 400 problem where nothing says under which address the service is called. */
  of(request: FastifyRequest, language: Language): Setting {
    const [base] = this.bases(request);
    if (base === undefined) throw problemOfStatus(400);
    return new Setting(language, base, this.config.reportUrl);
  }

  /** Every address of the service that a request can mean, the public one first. */
  bases(request: FastifyRequest): string[] {
    return [this.config.publicUrl, originOf(request)].filter((base) => base !== null);
  }
}
