import type { TreatmentLine } from '../../../model/entry.js';

/** A few words between "after" and what it is after. */
const WORDS_BETWEEN = String.raw`(?:[\w-]+\s+){0,4}?`;
const TREATMENT = String.raw`(?:therap(?:y|ies)|treatments?|chemotherapy|regimens?|lines?)`;
/** Earlier treatment of any kind, or of the whole body; radiation or an operation before says nothing about drugs. */
const ANY_TREATMENT = String.raw`(?:(?:systemic|anti-?cancer|anti-?neoplastic|drug|medical)\s+)*(?:lines?\s+of\s+)?(?:(?:systemic|drug)\s+)?${TREATMENT}`;
const PROGRESS = String.raw`progress\w+ (?:on|after|following|during)(?: or (?:on|after|following))?`;
const NOT_BEFORE = String.raw`\b(?:without|no|not (?:had|received|been given|undergone)(?: any)?)\s+(?:prior|previous)\s+`;

/**
 * Words that state a line, in the order in which they are looked for; what one row has taken no later row sees ("who have
 * not received prior therapy" is no statement about earlier therapy). A row without a line takes what states none.
 */
const ROWS: readonly (readonly [TreatmentLine | null, RegExp])[] = [
  [
    null,
    /\b(?:not\s+(?:an?\s+)?(?:suitable\s+)?candidates?|ineligible|not\s+eligible|unsuitable|not\s+suitable)\s+for\b[^,.;]*/gi,
  ],
  ['neoadjuvant', /\bneo-?adjuvant\b|\bbefore surgery\b/gi],
  ['adjuvant', /\badjuvant\b/gi],
  ['maintenance', /\bmaintenance\b/gi],
  [
    'previously treated',
    new RegExp(
      String.raw`\b(?:after|following|failed|failure (?:of|on)|${PROGRESS})\s+${WORDS_BETWEEN}first[-\s]line\b`,
      'gi',
    ),
  ],
  [
    'first-line',
    new RegExp(
      String.raw`\bfirst[-\s]line\b|\bfirst\s+(?:systemic\s+)(?:treatment|therapy)\b|\bfirst-(?=\s*(?:or|and)\s)|\b(?:treatment|therapy|chemotherapy)[-\s]na[iï]ve\b|\b(?:previously|prior) untreated\b|\bnot (?:been )?previously (?:been )?treated\b(?!\s+with\b)|\bnot (?:been )?(?:previously )?(?:been )?treated with (?:any )?(?:prior )?systemic\b|${NOT_BEFORE}${ANY_TREATMENT}\b|\bnot received (?:any )?systemic ${TREATMENT}\b|\binitial (?:systemic )?(?:therapy|treatment)\b`,
      'gi',
    ),
  ],
  // What was not given before may be one drug or one kind of treatment: then the line is open.
  [
    null,
    new RegExp(
      String.raw`${NOT_BEFORE}(?:[\w/-]+\s+){0,3}?${TREATMENT}\b|\bnot (?:been )?(?:previously )?(?:been )?(?:treated|received)\b`,
      'gi',
    ),
  ],
  [
    'previously treated',
    new RegExp(
      String.raw`\b(?:second|third|later|subsequent)[-\s]line\b|\bpreviously (?:been )?treated\b|\b(?:has|have|had|were|was) (?:previously |already )?(?:received|been treated|treated)\b|\bpre-?treated\b|\b(?:after|following|failed|failure (?:of|on)|relapsed|${PROGRESS})\s+${WORDS_BETWEEN}(?:${TREATMENT}|progression|relapse|failure)\b|\bprogress\w+ (?:on|after|following)\b|\b(?:refractory|resistant) to\b|\bintolerant (?:to|of)\b|\b(?:has|have|had) failed\b|\bfailed (?:prior|previous)\b|\b(?:prior|previous) (?:[\w/-]+\s+){0,3}?${TREATMENT}\b`,
      'gi',
    ),
  ],
];
/** Around an operation or as upkeep: these words say more than the line of earlier drugs that may be named beside them. */
const STRONGER: readonly TreatmentLine[] = ['neoadjuvant', 'adjuvant', 'maintenance'];

/** The line of treatment a passage states; null where it states none, or several. */
export function treatmentLineOf(text: string): TreatmentLine | null {
  const lines = new Set<TreatmentLine>();
  let rest = text;
  for (const [line, words] of ROWS) {
    const without = rest.replace(words, ' ');
    if (without !== rest && line !== null) lines.add(line);
    rest = without;
  }
  const stronger = STRONGER.filter((line) => lines.has(line));
  const [only, ...others] = stronger.length > 0 ? stronger : [...lines];
  return only === undefined || others.length > 0 ? null : only;
}
