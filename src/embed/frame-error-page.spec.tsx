import { describe, expect, it } from '@jest/globals';
import { badParameters, ProblemError } from '../http/problem.js';
import { frameErrorPage } from './frame-error-page.js';

const asked = { path: '/embed/v1/trials', language: 'AR', origin: 'https://made.up' };

describe('an error in a frame', () => {
  it('names what is wrong with the address, as text, in the language asked for', () => {
    const allowed = ['open', 'any'];
    const problem = badParameters([{ parameter: 'status', detail: '"<b>" is not allowed.', allowed }]);
    const page = frameErrorPage(problem, asked);
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toContain('<code>status</code>: &quot;&lt;b>&quot; is not allowed.');
    expect(page).toContain('(open, any)');
  });

  it('tells readers nothing of faults that are not theirs, and knows no language but ours', () => {
    const problem = new ProblemError('internal-error', 'A detail that nobody needs.');
    const page = frameErrorPage(problem, { ...asked, language: 'tlh', origin: null });
    expect(page).toContain('<html lang="en" dir="ltr">');
    expect(page).toContain('The trials cannot be shown right now.');
    expect(page).not.toContain('A detail');
    expect(page).not.toContain('<code>');
  });
});
