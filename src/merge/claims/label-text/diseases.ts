/** A cancer by any word for it, wide ones included. */
export const DISEASE =
  /\b(?:\w*(?:carcinoma|sarcoma|lymphoma|melanoma|myeloma|mesothelioma|glioma|blastoma)|cancer|leuka?emia|tumou?r|neoplasm|malignanc\w+|NSCLC|SCLC|RCC|CRC)s?\b/i;

/** Words that say which cancer is meant: the tissue it grows from, or the part of the body. */
const KINDS = [
  ...['\\w*sarcoma', '\\w*lymphoma', 'melanoma', '\\w*myeloma', 'mesothelioma', 'glioma', '\\w*blastoma'],
  ...['leuka?emia', 'cholangiocarcinoma', 'NSCLC', 'SCLC', 'RCC', 'CRC', 'mCRC', 'DTC', 'GIST'],
  '(?:renal cell|urothelial|squamous cell|basal cell|merkel cell|transitional cell|adenoid cystic)\\s+(?:\\w+\\s+)?carcinoma',
  '(?:breast|lung|renal|kidney|colon|colorectal|rectal|gastric|stomach|pancreatic|prostate|ovarian|cervical|endometrial|' +
    'uterine|bladder|urothelial|thyroid|skin|o?esophageal|gastroesophageal(?:\\s+junction)?|head and neck|testicular|brain|' +
    'bronchogenic|nasopharyngeal|thymic|adrenal|anal|bile duct|biliary tract|gallbladder|bone|stromal|neuroendocrine)\\s+' +
    '(?:cell\\s+)?(?:cancer|carcinoma|tumou?r|neoplasm|adenocarcinoma|malignanc(?:y|ie))',
];
const NAMED_CANCER = new RegExp(String.raw`\b(?:${KINDS.join('|')})s?\b`, 'i');

/** Whether a text names a certain cancer; the names of the condition itself are to be taken out before. */
export function namesCertainCancer(text: string): boolean {
  return NAMED_CANCER.test(text);
}
