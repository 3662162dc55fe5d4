import { describe, expect, it } from '@jest/globals';
import { badParameters, ProblemError } from '../http/problem.js';
import { frameErrorPage } from './frame-error-page.js';

const asked = { path: '/embed/v1/trials', language: 'AR', origin: 'https://made.up' };

describe('an error in a frame', () => {
  it('names what is wrong with the address, as text, in the language asked for', () => {
    const allowed = ['open', 'any'];
    const problem = badParameters([{ parameter: 'status', detail: '"<b>" is not allowed.', allowed }]);
    const page = frameErrorPage({ publicUrl: null })(problem, asked);
    expect(page).toContain('<html lang="ar" dir="rtl">');
    expect(page).toMatch(/<code><bdi[^>]*>status<\/bdi><\/code>: <bdi[^>]*>&quot;&lt;b>&quot; is not allowed\.<\/bdi>/);
    expect(page).toContain('(open, any)');
  });

  it('tells readers nothing of faults that are not theirs, and knows no language but ours', () => {
    const problem = new ProblemError('internal-error', 'A detail that nobody needs.');
    const page = frameErrorPage({ publicUrl: null })(problem, { ...asked, language: 'tlh', origin: null });
    expect(page).toContain('<html lang="en" dir="ltr">');
    expect(page).toContain('The trials cannot be shown right now.');
    expect(page).not.toContain('A detail');
    expect(page).not.toContain('<code>');
  });

  it('turns no text around that an address holds', () => {
    const problem = badParameters([{ parameter: 'colo\u202eur', detail: 'Unknown "\u202eder".' }]);
    const page = frameErrorPage({ publicUrl: null })(problem, asked);
    expect(page).toContain('colour');
    expect(page).not.toContain('\u202e');
  });

  it('names the public address, where there is one', () => {
    const problem = new ProblemError('internal-error', 'A detail.');
    const page = frameErrorPage({ publicUrl: 'https://public.example' })(problem, asked);
    expect(page).toContain('https://public.example/embed/v1/trials');
    expect(page).not.toContain('https://made.up');
  });
});
