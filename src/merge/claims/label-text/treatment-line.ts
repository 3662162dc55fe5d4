import type { TreatmentLine } from '../../../model/entry.js';

/** A few words between "after" and what it is after. */
const WORDS_BETWEEN = String.raw`(?:[\w-]+\s+){0,4}?`;
const TREATMENT = String.raw`(?:therap(?:y|ies)|treatments?|chemotherapy|regimens?|lines?)`;

/**
 * Words that state a line, in the order in which they are looked for; what one row has taken no later row sees ("who have
 * not received prior therapy" is no statement about earlier therapy).
 */
const ROWS: readonly (readonly [TreatmentLine, RegExp])[] = [
  ['neoadjuvant', /\bneo-?adjuvant\b|\bbefore surgery\b/gi],
  ['adjuvant', /\badjuvant\b/gi],
  ['maintenance', /\bmaintenance\b/gi],
  [
    'previously treated',
    new RegExp(
      String.raw`\b(?:after|following|failed|failure (?:of|on)|progress\w+ (?:on|after|following|during)(?: or (?:on|after|following))?)\s+${WORDS_BETWEEN}first[-\s]line\b`,
      'gi',
    ),
  ],
  [
    'first-line',
    new RegExp(
      String.raw`\bfirst[-\s]line\b|\bfirst-(?=\s+(?:or|and)\s)|\b(?:treatment|therapy|chemotherapy)[-\s]na[iï]ve\b|\b(?:previously|prior) untreated\b|\bnot (?:been )?previously (?:been )?treated\b|\b(?:without|no|not (?:had|received|been given|undergone)(?: any)?)\s+(?:prior|previous)\s+(?:\w+\s+){0,3}?${TREATMENT}\b|\binitial (?:systemic )?(?:therapy|treatment)\b`,
      'gi',
    ),
  ],
  [
    'previously treated',
    new RegExp(
      String.raw`\b(?:second|third|later|subsequent)[-\s]line\b|\bpreviously (?:been )?treated\b|\b(?:has|have|had|were|was) (?:previously |already )?(?:received|been treated|treated)\b|\bpre-?treated\b|\b(?:after|following|failed|failure (?:of|on)|relapsed|progress\w+ (?:on|after|following|during)(?: or (?:on|after|following))?)\s+${WORDS_BETWEEN}(?:${TREATMENT}|progression|relapse|failure)\b|\bprogress\w+ (?:on|after|following)\b|\b(?:prior|previous) (?:\w+\s+){0,3}?${TREATMENT}\b`,
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
    if (without !== rest) lines.add(line);
    rest = without;
  }
  const stronger = STRONGER.filter((line) => lines.has(line));
  const [only, ...others] = stronger.length > 0 ? stronger : [...lines];
  return only === undefined || others.length > 0 ? null : only;
}
