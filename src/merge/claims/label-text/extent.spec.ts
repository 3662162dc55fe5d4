import { describe, expect, it } from '@jest/globals';
import { extentOf, type Extent } from './extent.js';

/** Made-up phrases in the wording of labels. */
describe('how far a use reaches, in made-up phrases', () => {
  it.each<[string, Extent['limit'], string[]]>([
    ['patients with unresectable HCC', null, ['unresectable']],
    ['unresectable or metastatic HCC', null, ['unresectable or metastatic']],
    ['localized or metastatic HCC', null, ['localized or metastatic']],
    ['unresectable non-metastatic HCC', 'not spread', ['unresectable non-metastatic']],
    ['localized HCC not amenable to resection', 'not spread', ['localized']],
    ['early-stage HCC', 'not spread', ['early-stage']],
    ['unresectable HCC without extrahepatic spread', 'not spread', ['unresectable']],
    ['HCC limited to the liver', 'not spread', ['limited to the liver']],
    ['HCC who are candidates for liver transplantation', 'not spread', []],
    ['HCC who are not candidates for transplantation', null, []],
    ['adjuvant treatment of HCC at high risk of recurrence following resection', 'around an operation', ['adjuvant']],
    ['pediatric patients with hepatoblastoma', 'children', ['pediatric']],
    ['adult and pediatric patients with HCC', null, ['pediatric']],
    ['HCC with Child-Pugh A liver function', null, []],
    ['stage IV HCC', null, ['stage iv']],
  ])('"%s" stops short at: %s', (clause, limit, words) => {
    expect(extentOf(clause)).toEqual({ limit, words });
  });
});
