import { describe, expect, it } from '@jest/globals';
import { errorsMarkdown, problemBody, problemOfStatus } from './problem-body.js';
import { badParameters, PROBLEMS } from './problem.js';

describe('errors', () => {
  it('have a heading each in their documentation', () => {
    const headings = [...errorsMarkdown().matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(Object.keys(PROBLEMS));
  });

  it('have the members of RFC 9457, and list what is wrong only where single inputs are', () => {
    const wrong = badParameters([{ parameter: 'limit', detail: 'too large', allowed: ['1'] }]);
    expect(problemBody(wrong, '/v1/trials')).toEqual({
      type: '/problems/bad-parameter',
      title: 'Wrong parameters',
      status: 400,
      detail: 'Wrong: limit.',
      instance: '/v1/trials',
      errors: [{ parameter: 'limit', detail: 'too large', allowed: ['1'] }],
    });
    expect(problemBody(problemOfStatus(404), '/x')).not.toHaveProperty('errors');
  });

  it.each([
    [400, 'bad-request'],
    [413, 'body-too-large'],
    [418, 'bad-request'],
    [503, 'unavailable'],
    [501, 'internal-error'],
  ])('of the framework with status %d are %s', (status, code) => {
    expect(problemOfStatus(status).code).toBe(code);
  });
});
