import { namesAnyTerm } from '../check-text.js';

/** A word of guides for many drugs at once, the words labels use for it, and drugs that are of the kind. */
type PartnerCategory = { words: readonly string[]; labelWords: readonly string[]; members: readonly string[] };

const CATEGORIES: readonly PartnerCategory[] = [
  {
    words: ['chemotherapy', 'cytotoxic', 'cytotoxic chemotherapy', 'cytotoxic drug', 'chemotherapy drug'],
    labelWords: ['chemotherapy', 'chemotherapeutic', 'cytotoxic', 'fluoropyrimidine', 'taxane', 'anthracycline'],
    members: [
      ...['bleomycin', 'busulfan', 'capecitabine', 'carboplatin', 'carmustine', 'chlorambucil', 'cisplatin'],
      ...['cyclophosphamide', 'cytarabine', 'dacarbazine', 'dactinomycin', 'daunorubicin', 'docetaxel', 'doxorubicin'],
      ...[
        'epirubicin',
        'eribulin',
        'etoposide',
        'fluorouracil',
        '5-FU',
        'FOLFIRI',
        'FOLFOX',
        'FOLFOXIRI',
        'gemcitabine',
      ],
      ...['idarubicin', 'ifosfamide', 'irinotecan', 'melphalan', 'methotrexate', 'mitomycin', 'mitoxantrone'],
      ...['oxaliplatin', 'paclitaxel', 'pemetrexed', 'temozolomide', 'topotecan', 'trabectedin', 'vinblastine'],
      ...['vincristine', 'vinorelbine'],
    ],
  },
  {
    words: ['immunotherapy', 'immune checkpoint inhibitor', 'checkpoint inhibitor'],
    labelWords: ['immunotherapy', 'checkpoint inhibitor', 'PD-1', 'PD-L1'],
    members: [
      ...['atezolizumab', 'avelumab', 'cemiplimab', 'dostarlimab', 'durvalumab', 'ipilimumab', 'nivolumab'],
      ...['pembrolizumab', 'retifanlimab', 'tislelizumab', 'toripalimab', 'tremelimumab'],
    ],
  },
  {
    words: ['targeted therapy', 'targeted drug', 'kinase inhibitor', 'angiogenesis inhibitor', 'anti-angiogenic'],
    labelWords: ['targeted therapy', 'kinase inhibitor', 'VEGF inhibitor', 'angiogenesis inhibitor', 'anti-angiogenic'],
    members: [
      ...['apatinib', 'axitinib', 'bevacizumab', 'cabozantinib', 'donafenib', 'everolimus', 'lenvatinib', 'pazopanib'],
      ...['ramucirumab', 'regorafenib', 'rivoceranib', 'sorafenib', 'sunitinib', 'tivozanib'],
    ],
  },
  {
    words: ['radiation', 'radiotherapy', 'radiation therapy'],
    labelWords: ['radiation', 'radiotherapy', 'chemoradiation', 'chemoradiotherapy'],
    members: [],
  },
];

/** Whether a partner in a label's words is what the guide says: the name itself, or one of the kind that the word stands for. */
export function isPartnerNamed(partner: string, said: string): boolean {
  if (namesAnyTerm(partner, [said])) return true;
  const categories = CATEGORIES.filter(({ words }) => words.some((word) => namesAnyTerm(said, [word])));
  return categories.some(({ labelWords, members }) => namesAnyTerm(partner, [...labelWords, ...members]));
}
