/** How far a use reaches: the label's own words for the stage, and whether it leaves out disease that has spread. */
export type Extent = {
  words: string[];
  /** Why the use does not take in adults whose disease has spread; null where it may. */
  limit: 'not spread' | 'around an operation' | 'children' | null;
};

const STAGE = String.raw`(?:un|non-?)?resectable|inoperable|non-?\s?metastatic|metastatic|locally\s+advanced|advanced|locali[sz]ed|early(?:-|\s)stage|intermediate(?:-|\s)stage|recurrent|relapsed|stage\s+(?:I{1,3}|IV|[0-4])[A-C]?\b|limited\s+to\s+the\s+liver|confined\s+to\s+the\s+liver|pediatric|adjuvant|neo-?adjuvant`;
/** Stages that the label joins stay joined: "unresectable or metastatic". */
const STAGES = new RegExp(String.raw`\b(?:${STAGE})(?:(?:,\s|\s|,\sor\s|\sor\s|\sand\s)(?:${STAGE}))*`, 'gi');
const SPREAD =
  /(?<!\bnon-?\s?)\bmetastatic\b|\bstage\s+(?:IV|4)\b|(?<!\b(?:without|no)\s)\bextrahepatic\b|\b(?<!not\s)(?:has|have)\s+spread\b/i;
const NOT_SPREAD =
  /\bnon-?\s?metastatic\b|\blocali[sz]ed\b|\bearly(?:-|\s)stage\b|\bintermediate(?:-|\s)stage\b|\bstage\s+(?:0|I{1,2}|[12])[A-C]?\b|(?<!\bun)\b(?<!\bnon-)resectable\b|\b(?:limited|confined)\s+to\s+the\s+liver\b|\bnot\s+spread\b|\bwithout\s+(?:\w+\s+)?(?:metastas[ie]s|spread)\b|\bbridg\w+\s+to\b|(?<!\bnot\s(?:\w+\s)?)\bcandidates?\s+for\s+(?:a\s+)?(?:\w+\s+)?transplant\w*|\bawaiting\s+(?:a\s+)?(?:\w+\s+)?transplant\w*/i;
const OPERATION =
  /\bneo-?adjuvant\b|\badjuvant\b|\b(?:following|after|at\s+high\s+risk\s+of\s+recurrence)\b[^.;]{0,40}\b(?:resection|ablation)\b|\b(?:completely\s+)?resected\b/i;
const CHILDREN = /\b(?:p(?:a)?ediatric|child(?:ren|hood)?(?!-pugh)|infants?|adolescents?)\b/i;
const ADULTS = /\badults?\b/i;

/** Reads how far a use reaches out of the clause that names it. */
export function extentOf(clause: string): Extent {
  const words = [...clause.matchAll(STAGES)].map(([word]) => word.toLowerCase());
  return { words: [...new Set(words)], limit: limitOf(clause) };
}

function limitOf(clause: string): Extent['limit'] {
  if (CHILDREN.test(clause) && !ADULTS.test(clause)) return 'children';
  if (SPREAD.test(clause)) return null;
  if (OPERATION.test(clause)) return 'around an operation';
  return NOT_SPREAD.test(clause) ? 'not spread' : null;
}
