import type { Config } from './config/config.js';
import { frameErrorPage } from './embed/frame-error-page.js';
import { OPERATION_OUTCOME_FORM } from './fhir/operation-outcome.js';
import { FRAME_PATH } from './http/content-policy.js';
import type { ErrorForms } from './http/problem-body.js';
import { errorPage } from './pages/error-page.js';

/** How errors are told: problem+json, but for paths whose standard has a form of its own, and as pages to browsers. */
export function errorForms(config: Pick<Config, 'publicUrl' | 'reportUrl'>): ErrorForms {
  const [ofSite, ofFrame] = [errorPage(config), frameErrorPage(config)];
  return {
    under: { '/fhir': OPERATION_OUTCOME_FORM },
    page: (problem, asked) => (asked.path === FRAME_PATH ? ofFrame : ofSite)(problem, asked),
  };
}
