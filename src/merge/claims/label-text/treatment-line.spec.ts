import { describe, expect, it } from '@jest/globals';
import type { TreatmentLine } from '../../../model/entry.js';
import { treatmentLineOf } from './treatment-line.js';

/** Made-up phrases in the wording of labels. */
describe('line of treatment in made-up phrases', () => {
  it.each<[string, TreatmentLine | null]>([
    ['for the first-line treatment of adults', 'first-line'],
    ['as first line treatment', 'first-line'],
    ['who have not received prior systemic therapy', 'first-line'],
    ['without prior systemic therapy', 'first-line'],
    ['who have not been previously treated', 'first-line'],
    ['with no prior chemotherapy', 'first-line'],
    ['in treatment-naive patients', 'first-line'],
    ['who have been previously treated with deltanib', 'previously treated'],
    ['who have received deltanib', 'previously treated'],
    ['after prior therapy', 'previously treated'],
    ['with disease progression on or after platinum-based chemotherapy', 'previously treated'],
    ['following one prior anti-angiogenic therapy', 'previously treated'],
    ['after failure of first-line therapy', 'previously treated'],
    ['for second-line treatment', 'previously treated'],
    ['as adjuvant treatment following resection', 'adjuvant'],
    ['as neoadjuvant treatment', 'neoadjuvant'],
    ['as neo-adjuvant treatment', 'neoadjuvant'],
    ['for the maintenance treatment of adults who responded to first-line chemotherapy', 'maintenance'],
    ['as neoadjuvant treatment, and then continued as adjuvant treatment', null],
    ['for first- or second-line treatment', null],
    ['for the first-line or second-line treatment', null],
    ['for the treatment of adults', null],
    ['after surgery', null],
    ['as first systemic therapy', 'first-line'],
    ['who have not received any systemic therapy', 'first-line'],
    ['for the first-or second-line treatment', null],
    ['that is refractory to deltanib', 'previously treated'],
    ['who progressed on or are intolerant to deltanib', 'previously treated'],
    ['who are intolerant of deltanib', 'previously treated'],
    ['who have failed deltanib', 'previously treated'],
    ['who have not been treated with deltanib', null],
    ['who have not been previously treated with deltanib', null],
    ['who are not candidates for prior local therapy', null],
    ['who are ineligible for prior systemic therapy', null],
    ['who have not received prior radiation therapy', null],
    ['with no prior anti-PD-1 therapy', null],
  ])('"%s" is %s', (text, line) => {
    expect(treatmentLineOf(text)).toBe(line);
  });
});
