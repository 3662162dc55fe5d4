import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.js';
import { problemOfStatus } from '../http/problem-body.js';
import { originOf } from '../http/representation.js';
import { Setting } from '../markup/setting.js';
import type { Language } from '../words/languages.js';

/** Makes the setting of a page from the request for it. */
@Injectable()
export class PageSettings {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Throws a 400 problem where nothing says under which address the service is called. */
  of(request: FastifyRequest, language: Language): Setting {
    const base = this.config.publicUrl ?? originOf(request);
    if (base === null) throw problemOfStatus(400);
    return new Setting(language, base, this.config.reportUrl);
  }
}
