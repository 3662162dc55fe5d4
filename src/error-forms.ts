import type { Config } from './config/config.js';
import { OPERATION_OUTCOME_FORM } from './fhir/operation-outcome.js';
import type { ErrorForms } from './http/problem-body.js';
import { errorPage } from './pages/error-page.js';

/** How errors are told: problem+json, but for paths whose standard has a form of its own, and as pages to browsers. */
export function errorForms(config: Pick<Config, 'publicUrl' | 'reportUrl'>): ErrorForms {
  return { under: { '/fhir': OPERATION_OUTCOME_FORM }, page: errorPage(config) };
}
