import { OPERATION_OUTCOME_FORM } from './fhir/operation-outcome.js';
import type { ErrorForms } from './http/problem-body.js';

/** Paths whose errors are no problem+json, because the standard they follow has a form of its own. */
export const ERROR_FORMS: ErrorForms = { under: { '/fhir': OPERATION_OUTCOME_FORM }, page: null };
