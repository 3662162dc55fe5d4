import { HttpClient } from '../common/http-client.js';
import { serviceVersion } from '../common/service-version.js';
import type { Config } from '../config/config.js';
import { ClinicalTrialsGovSource } from './clinicaltrials-gov/source.js';
import { NciDrugDictionarySource } from './nci-drug-dictionary/source.js';
import { OpenFdaSource } from './openfda/source.js';
import { PubMedSource } from './pubmed/source.js';
import type { ReferenceSource } from './reference-source.js';
import { RxNormSource } from './rxnorm/source.js';
import type { StudySource } from './sources.types.js';

/** Every connected source, by how it is read. */
export type ConnectedSources = { studies: StudySource[]; references: ReferenceSource[] };

/** What the sources need of the configuration. */
type SourcesConfig = Pick<Config, 'sources' | 'publicUrl' | 'openfdaApiKey' | 'ncbiApiKey' | 'contactEmail'>;

/** Connects every source; a new one is a folder and a line here. One client serves them all and knows no other hosts. */
export function connectSources(config: SourcesConfig, http: HttpClient = clientFor(config)): ConnectedSources {
  const { sources, openfdaApiKey, ncbiApiKey, contactEmail } = config;
  return {
    studies: [new ClinicalTrialsGovSource(http, sources['clinicaltrials-gov'].baseUrl)],
    references: [
      new OpenFdaSource(http, sources.openfda.baseUrl, { apiKey: openfdaApiKey }),
      new RxNormSource(http, sources.rxnorm.baseUrl),
      new NciDrugDictionarySource(http, sources['nci-drug-dictionary'].baseUrl),
      new PubMedSource(http, sources.pubmed.baseUrl, { apiKey: ncbiApiKey, contact: contactEmail }),
    ],
  };
}

function clientFor({ sources, publicUrl }: SourcesConfig): HttpClient {
  const contact = publicUrl === null ? '' : ` (+${publicUrl})`;
  return new HttpClient({ hosts: Object.values(sources), userAgent: `Trialweave/${serviceVersion()}${contact}` });
}
