import { beforeAll, describe, expect, it } from '@jest/globals';
import { madeUpLabel as madeUpRecord } from '../../../test/fixtures/openfda/made-up-labels.js';
import { madeUpClasses, madeUpDrug, REFERENCE_POINTERS } from '../../../test/support/claim-drugs.js';
import { claimFacts } from '../../../test/support/merge-facts.js';
import { readGuides } from '../../guides/read-guides.js';
import type { ClaimCheck, Verdict } from '../../model/claim.js';
import type { Guide } from '../../model/guide.js';
import { readLabel } from '../../sources/openfda/label-fields.js';
import { checkClaims } from './check-claims.js';
import type { ClaimDrug, ClaimLabel } from '../claim-facts.types.js';
import { conditionTermsOf } from '../condition-terms.js';
import { kindOfClass } from '../drugs/treatment-kinds.js';

/** The shipped guide's claims against labels made up for logic: what is tested is how they are judged, not whether they are true. */
const RECEIPT = { retrievedAt: '2026-02-01T06:00:00.000Z', origin: 'live', dataDate: null } as const;

function labelOf(drugId: string): ClaimLabel {
  const reading = readLabel(madeUpRecord(drugId), RECEIPT);
  if ('rejection' in reading || reading.record.data.kind !== 'label') throw new Error(`no label of ${drugId}`);
  const { key, data, url } = reading.record;
  const about = { ...RECEIPT, source: 'openfda', sourceUpdatedAt: data.effectiveOn, isCombination: false };
  return { key, data, url, ...about, matchedBy: 'identifier' };
}

function drugWithLabel(drugId: string): ClaimDrug {
  const label = labelOf(drugId);
  const names = [...label.data.pharmClassEpc.map((name) => ['epc', name] as const)];
  const treatmentKind = names.map(([, name]) => kindOfClass(name))[0] ?? null;
  return madeUpDrug(drugId, [label], {
    classes: madeUpClasses(...names.map(([system, name]): ['epc', string] => [system, name])),
    treatmentKind,
  });
}

const LABEL_CLAIMS: Record<string, Verdict> = {
  'sorafenib-class-list': 'contradicted',
  'sorafenib-class-text': 'supported',
  'gemcitabine-liver': 'contradicted',
  'cisplatin-doxorubicin': 'contradicted',
  'chemo-side-effects': 'supported',
  'regorafenib-class': 'supported',
  'lenvatinib-class': 'supported',
  'bevacizumab-combination': 'contradicted',
  'bevacizumab-class': 'supported',
  'targeted-side-effects': 'unverifiable',
  'radiation-side-effects': 'unverifiable',
  'ici-class': 'supported',
  'herb-interactions': 'supported',
};
/** Marks of sources and vocabularies that mean nothing to a reader. */
const CODES = /\b(?:EPC|MoA|MOA|PE|ATC|SPL|UNII|RxCUI|rxcui|NCIt|MeSH|PMID|openFDA|set ?id|unchecked)\b|\/\d|\[/;

describe('claims of the shipped guide', () => {
  let guide: Guide;
  beforeAll(async () => {
    const { guides } = await readGuides('guides');
    guide = guides.find(({ guideId }) => guideId === 'stage-4-liver-cancer')!;
  });
  const check = (drugOf: (drugId: string) => ClaimDrug): ClaimCheck[] => {
    const drugIds = guide.entries.filter(({ kind }) => kind === 'drug').map(({ entryId }) => entryId);
    const drugs = new Map(drugIds.map((drugId) => [drugId, drugOf(drugId)]));
    return checkClaims(guide.claims, claimFacts({ condition: conditionTermsOf(guide), drugs }));
  };
  const unknown = (drugId: string) => madeUpDrug(drugId, [], {}, { document: null, labelsAnswered: false });
  const verdicts = (checks: ClaimCheck[]) =>
    Object.fromEntries(checks.flatMap(({ claimId, verdict }) => (claimId in LABEL_CLAIMS ? [[claimId, verdict]] : [])));

  it('are judged by made-up labels', () => {
    expect(verdicts(check(drugWithLabel))).toEqual(LABEL_CLAIMS);
  });

  it('say why bevacizumab’s combination is contradicted', () => {
    const found = check(drugWithLabel).find(({ claimId }) => claimId === 'bevacizumab-combination');
    expect(found?.reason).toContain('together with atezolizumab. It does not name chemotherapy.');
    expect(found?.evidence[0]).toMatchObject({
      pointer: `${REFERENCE_POINTERS['openfda']?.label?.['indications'] ?? ''}/0`,
      value: expect.stringContaining('in combination with atezolizumab'),
    });
  });

  it('are all open while no label is held', () => {
    const open = Object.keys(LABEL_CLAIMS).map((claimId) => [claimId, 'unverifiable']);
    expect(verdicts(check(unknown))).toEqual(Object.fromEntries(open));
  });

  it('never wait for a source, and give reasons in sentences without codes', () => {
    for (const { claimId, verdict, reason } of [...check(drugWithLabel), ...check(unknown)]) {
      expect(verdict).not.toBe('unchecked');
      expect([claimId, reason]).toEqual([claimId, expect.stringMatching(/^[A-Z].*[.]$/)]);
      expect([claimId, reason.match(CODES)]).toEqual([claimId, null]);
    }
  });
});
