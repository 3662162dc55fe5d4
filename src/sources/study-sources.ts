import { HttpClient } from '../common/http-client.js';
import { serviceVersion } from '../common/service-version.js';
import type { Config } from '../config/config.js';
import { ClinicalTrialsGovSource } from './clinicaltrials-gov/source.js';
import type { StudySource } from './sources.types.js';

/** Every connected source of studies; a new one is a folder and a line here. One client serves them all and knows no other hosts. */
export function studySources({ sources, publicUrl }: Pick<Config, 'sources' | 'publicUrl'>): StudySource[] {
  const contact = publicUrl === null ? '' : ` (+${publicUrl})`;
  const userAgent = `Trialweave/${serviceVersion()}${contact}`;
  const http = new HttpClient({ hosts: Object.values(sources), userAgent });
  return [new ClinicalTrialsGovSource(http, sources['clinicaltrials-gov'].baseUrl)];
}
