import { describe, expect, it } from '@jest/globals';
import { reportAddress } from './report.js';

const BASE = 'https://trials.example';

describe('the address where a problem is told', () => {
  it.each([
    [
      'https://example.org/report',
      'https://example.org/report?record=study%3ANCT1&service=https%3A%2F%2Ftrials.example',
    ],
    ['https://example.org/new?title={record}', 'https://example.org/new?title=study%3ANCT1'],
    [
      'mailto:care@example.org',
      'mailto:care@example.org?subject=Trialweave%3A%20study%3ANCT1%20(https%3A%2F%2Ftrials.example)',
    ],
    [
      'mailto:care@example.org?cc=a@example.org',
      'mailto:care@example.org?cc=a@example.org&subject=Trialweave%3A%20study%3ANCT1%20(https%3A%2F%2Ftrials.example)',
    ],
  ])('%s names the record', (configured, address) => {
    expect(reportAddress(configured, 'study:NCT1', BASE)).toBe(address);
  });
});
