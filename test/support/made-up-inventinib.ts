import type { DrugFacts, HeldAnswer } from '../../src/merge/drug-facts.types.js';
import { answerOf, held, madeUpFacts, madeUpFollowed, madeUpRecord, statedBy } from './drug-facts.js';

/* A made-up drug of which every source says something, some of it in contradiction. None of it is a fact about a drug. */

export const INVENTINIB = madeUpFollowed(
  'inventinib',
  ['unii:UINV000001', 'unii:UINV000002:inventinib tosylate', 'atc:L99XX01', 'ncit:C900001', 'spl-set-id:set-inventex'],
  { synonyms: ['inventinib tosylate'], brands: ['Inventex'], codes: ['IN-1'] },
);
const SECOND_GUIDE = madeUpFollowed('inventinib-two', ['unii:UINV000001', 'rxnorm:9001'], {
  preferred: 'Inventinib',
  brands: ['INVENTEX', 'Novinvent'],
});
const OTHER = madeUpFollowed('otherumab', ['unii:UOTH000001'], { brands: ['Otherex'] });

const CONCEPT = held(
  'rxnorm',
  '9002',
  madeUpRecord('concept', {
    rxcui: '9002',
    name: 'inventinib',
    formerRxcuis: ['9001'],
    brands: [
      { rxcui: '9003', name: 'Inventex' },
      { rxcui: '9004', name: 'Inventol' },
    ],
    preciseIngredients: [{ rxcui: '9005', name: 'inventinib tosylate' }],
    uniis: ['UINV000001'],
    atcCodes: ['L98XX01'],
    classes: [
      { id: 'N0000000001', name: 'Kinase Inhibitor', type: 'EPC', relaSource: 'FDASPL' },
      { id: 'L98XX', name: 'Made-up class', type: 'ATC1-4', relaSource: 'ATC' },
      { id: 'X1', name: 'Made-up disease', type: 'DISEASE', relaSource: 'MEDRT' },
    ],
  }),
);
const TERMS = [
  held(
    'nci-drug-dictionary',
    '11',
    madeUpRecord('term', {
      termId: '11',
      name: 'inventinib tosylate',
      nciConceptId: 'C900002',
      nciConceptName: 'Inventinib Tosylate',
      definition: 'A made-up definition of the salt.',
      aliases: [
        { type: 'USBrandName', name: 'Inventex' },
        { type: 'CodeName', name: 'IN 1' },
        { type: 'Abbreviation', name: 'INVB' },
        { type: 'NSCNumber', name: '123' },
        { type: 'INDCode', name: '456' },
        { type: 'CASRegistryName', name: '1-00-1' },
        { type: 'Synonym', name: 'made-up kinase blocker' },
      ],
    }),
  ),
  held(
    'nci-drug-dictionary',
    '12',
    madeUpRecord('term', {
      termId: '12',
      name: 'inventinib',
      nciConceptId: 'C955555',
      definition: 'Of something else.',
    }),
  ),
];

const madeUpLabel = (setId: string, fields: Parameters<typeof madeUpRecord<'label'>>[1], retrievedAt?: string) =>
  held('openfda', setId, madeUpRecord('label', { setId, ...fields }), retrievedAt === undefined ? {} : { retrievedAt });

const INVENTEX = {
  effectiveOn: '2025-06-01',
  version: '12',
  brandNames: ['INVENTEX'],
  genericNames: ['INVENTINIB'],
  substanceNames: ['INVENTINIB TOSYLATE'],
  manufacturers: ['Made-up Laboratories'],
  applicationNumbers: ['NDA900001'],
  uniis: ['UINV000002'],
  pharmClassEpc: ['Kinase Inhibitor [EPC]'],
  pharmClassMoa: ['Protein Kinase Inhibitors [MoA]'],
  indications: ['A made-up indication.'],
  mechanismOfAction: ['A made-up mechanism.'],
};
const LABELS = [
  madeUpLabel('set-inventex', INVENTEX, '2026-03-01T06:00:00.000Z'),
  madeUpLabel('set-generic', {
    effectiveOn: '2026-01-01',
    genericNames: ['INVENTINIB'],
    uniis: ['UINV000001'],
    boxedWarning: ['A made-up warning.'],
  }),
  madeUpLabel('set-duo', {
    effectiveOn: '2026-02-01',
    brandNames: ['INVENTEX DUO'],
    genericNames: ['INVENTINIB AND OTHERUMAB-ABCD'],
    uniis: ['UINV000001', 'UOTH000001'],
    pharmClassEpc: ['Programmed Death Receptor-1 Blocking Antibody [EPC]'],
  }),
  madeUpLabel('set-wrong', { genericNames: ['INVENTINIB'], uniis: ['UWRONG0001'] }),
  madeUpLabel('set-bare', { productData: ['Inventex inventinib INVENTINIB lactose water'] }),
];
const OLD_VERSIONS = [
  madeUpLabel('set-inventex', { ...INVENTEX, version: '11', effectiveOn: '2024-06-01' }, '2025-01-01T06:00:00.000Z'),
  madeUpLabel('set-inventex', { ...INVENTEX, version: '10', effectiveOn: '2023-06-01' }, '2024-01-01T06:00:00.000Z'),
  madeUpLabel('set-wrong', { version: '1', uniis: ['UWRONG0001'] }, '2024-01-01T06:00:00.000Z'),
];

const APPLICATIONS = [
  held(
    'openfda',
    'NDA900001',
    madeUpRecord('application', {
      applicationNumber: 'NDA900001',
      sponsorName: 'MADE UP',
      uniis: ['UINV000002'],
      pharmClassEpc: ['Kinase Inhibitor [EPC]'],
      products: ['Prescription', 'Discontinued', 'Prescription'].map((marketingStatus, index) => ({
        productNumber: `00${String(index + 1)}`,
        brandName: index === 1 ? 'INVENTEX XR' : 'INVENTEX',
        activeIngredients: [{ name: 'INVENTINIB TOSYLATE', strength: '10MG' }],
        dosageForm: 'TABLET',
        route: 'ORAL',
        marketingStatus,
      })),
      submissions: [
        ['SUPPL', 'AP', '2025-02-03'],
        ['ORIG', 'TA', '2004-01-01'],
        ['ORIG', 'AP', '2005-12-20'],
        ['SUPPL', 'AP', null],
      ].map(([type = null, status = null, statusDate = null]) => ({
        ...{ type, status, statusDate },
        ...{ number: '1', classCode: null, classDescription: null },
      })),
    }),
  ),
  held(
    'openfda',
    'BLA900002',
    madeUpRecord('application', {
      applicationNumber: 'BLA900002',
      uniis: ['UINV000001', 'UOTH000001'],
      substanceNames: ['INVENTINIB', 'OTHERUMAB'],
      submissions: [
        {
          ...{ type: 'ORIG', status: 'AP', statusDate: '2001-01-01' },
          ...{ number: '1', classCode: null, classDescription: null },
        },
      ],
    }),
  ),
];

const RECALLS = [
  { recallNumber: 'D-0001-2026', status: 'Ongoing', reportedOn: '2026-01-07', uniis: ['UINV000002'] },
  { recallNumber: 'D-0002-2025', status: 'Terminated', initiatedOn: '2025-01-07', brandNames: ['Inventex'] },
  { recallNumber: 'D-0003-2025', status: 'Ongoing', productDescription: 'Inventinib, compounded' },
  { recallNumber: 'D-0004-2025', status: 'Ongoing', productDescription: 'Bags for use with Inventinib' },
].map((fields) => held('openfda', fields.recallNumber, madeUpRecord('recall', fields)));
const SHORTAGES = [
  { packageNdc: '0000-0001-01', status: 'Current', genericName: 'Inventinib Tablets', updatedOn: '2026-01-02' },
  { packageNdc: '0000-0001-02', status: 'Resolved', uniis: ['UINV000001'], postedOn: '2025-01-02' },
].map((fields) => held('openfda', fields.packageNdc, madeUpRecord('shortage', fields)));
const PRODUCTS = [
  { productNdc: '0000-0002', brandName: 'Inventex', uniis: ['UINV000002'], pharmClasses: ['Kinase Inhibitor [EPC]'] },
  { productNdc: '0000-0001', genericName: 'Inventinib', activeIngredients: [{ name: 'INVENTINIB', strength: '1 mg' }] },
].map((fields) => held('openfda', fields.productNdc, madeUpRecord('product', fields)));
const REPORTS = held(
  'openfda',
  'inventinib',
  madeUpRecord('report-counts', {
    totalReports: 40,
    reactions: [
      { term: 'NAUSEA', count: 9 },
      { term: 'FATIGUE', count: 12 },
      { term: 'ALOPECIA', count: 9 },
    ],
  }),
);

const ANSWERS: HeldAnswer[] = [
  answerOf('rxnorm', 'concept', [CONCEPT], { notes: ['RxNorm remapped RxCUI 9001 to 9002.'] }),
  answerOf('nci-drug-dictionary', 'term', TERMS),
  answerOf('openfda', 'labels', LABELS, { total: 30 }),
  answerOf('openfda', 'applications', APPLICATIONS),
  answerOf('openfda', 'recalls', RECALLS),
  answerOf('openfda', 'shortages', SHORTAGES, { isComplete: false }),
  answerOf('openfda', 'products', PRODUCTS),
  answerOf('openfda', 'reports', [REPORTS], { notes: ['A made-up word of caution.'] }),
];

/** Everything that is made up of the drug. */
export const INVENTINIB_FACTS: DrugFacts = madeUpFacts(
  {
    ...INVENTINIB,
    identifiers: [...INVENTINIB.identifiers, ...SECOND_GUIDE.identifiers.slice(1)],
    names: { ...INVENTINIB.names, brands: ['Inventex', 'Novinvent'] },
  },
  {
    others: [OTHER, madeUpFollowed('thirdine', ['unii:UTHI000001'])],
    stated: [statedBy(INVENTINIB, 'chemotherapy'), statedBy(SECOND_GUIDE, 'targeted therapy', 'second-guide')],
    answers: ANSWERS,
    labelVersions: [...LABELS, ...OLD_VERSIONS],
  },
);
