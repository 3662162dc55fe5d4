import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import type { ErrorForm } from '../http/problem-body.js';
import type { ProblemCode, ProblemError, ProblemItem } from '../http/problem.js';
import { FHIR_JSON } from './fhir-words.js';

/** Kind of each error by the value set http://hl7.org/fhir/ValueSet/issue-type. */
const ISSUE_TYPE: Record<ProblemCode, OperationOutcomeIssue['code']> = {
  'bad-parameter': 'invalid',
  'bad-request': 'invalid',
  'route-not-found': 'not-found',
  'guide-not-found': 'not-found',
  'entry-not-found': 'not-found',
  'study-not-found': 'not-found',
  'drug-not-found': 'not-found',
  'publication-not-found': 'not-found',
  'source-not-found': 'not-found',
  'release-not-found': 'not-found',
  'range-not-satisfiable': 'value',
  'not-embeddable': 'not-found',
  'problem-not-found': 'not-found',
  'method-not-allowed': 'not-supported',
  'not-acceptable': 'not-supported',
  'request-too-slow': 'timeout',
  'study-gone': 'deleted',
  'body-too-large': 'too-long',
  'address-too-long': 'too-long',
  'media-type-unsupported': 'not-supported',
  'too-many-requests': 'throttled',
  'head-too-large': 'too-long',
  'internal-error': 'exception',
  'format-not-served': 'not-supported',
  'query-too-costly': 'too-costly',
  unavailable: 'transient',
};

/** An error as FHIR tells it: one issue for each thing that is wrong. */
function outcomeOf(problem: ProblemError): OperationOutcome {
  const code = ISSUE_TYPE[problem.code];
  const texts = problem.errors.length > 0 ? problem.errors.map(textOf) : [problem.detail];
  return {
    resourceType: 'OperationOutcome',
    issue: texts.map((text) => ({
      severity: 'error',
      code,
      details: { text },
      diagnostics: `/problems/${problem.code}`,
    })),
  };
}

/** What was left out of account because the client asked for lenient handling. */
export function ignoredOutcome(names: readonly string[]): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: names.map((name) => ({
      severity: 'warning',
      code: 'not-supported',
      details: { text: `The parameter "${name}" is unknown and was left out of account.` },
    })),
  };
}

function textOf({ parameter, pointer, detail, allowed }: ProblemItem): string {
  const possible = allowed === undefined || allowed.length === 0 ? '' : ` Possible: ${allowed.join(', ')}.`;
  return `${parameter ?? pointer ?? ''}: ${detail}${possible}`;
}

/** How errors are told under the paths of FHIR. */
export const OPERATION_OUTCOME_FORM: ErrorForm = {
  mediaType: FHIR_JSON,
  schemaName: 'OperationOutcome',
  body: outcomeOf,
};
