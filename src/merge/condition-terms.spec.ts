import { describe, expect, it } from '@jest/globals';
import { madeUpGuide } from '../../test/support/merge-facts.js';
import { conditionTermsOf } from './condition-terms.js';

describe('names of a guide’s condition in labels', () => {
  it.each([
    ['Stage IV primary liver cancer', 'primary liver cancer', true],
    ['Stage 4 kidney cancer', 'kidney cancer', true],
    ['Metastatic kidney cancer', 'kidney cancer', true],
    ['Kidney cancer, stage IV', 'Kidney cancer', true],
    ['Stage II breast cancer', 'breast cancer', false],
    ['Clear cell ovarian cancer', 'Clear cell ovarian cancer', false],
  ])('of "%s" are those of "%s", spread: %s', (condition, name, isAdvanced) => {
    const guide = madeUpGuide([]);
    guide.condition.name = condition;
    expect(conditionTermsOf(guide)).toMatchObject({ name, isAdvanced });
  });
});
