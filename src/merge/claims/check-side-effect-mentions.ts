import type { LabelPart } from '../../model/guide.js';
import type { Span } from './check-text.js';

/** Words before a mention that take it back: "no nausea was seen", "no effect on the exposure was seen with …". */
const DENIED_BEFORE: Record<LabelPart, RegExp> = {
  'adverse-reactions': /\b(?:no|not|never|without|absence of|free of|less|fewer|lower)\b[^.;:]{0,40}$/i,
  interactions: /\b(?:no|not|without)\b[^.;:]{0,60}\b(?:interact\w*|effects?|affect\w*|changes?)\b[^.;:]{0,60}$/i,
};
/** Words in the rest of the sentence that do the same: "… was not observed", "… did not affect the exposure". */
const DENIED_AFTER: Record<LabelPart, RegExp> = {
  'adverse-reactions':
    /\b(?:was|were|is|are|has|have|had|did|does|do)\s+(?:not|never)\b(?:\s+\w+){0,2}?\s+(?:observed|seen|reported|occur\w*|noted|found|increased?|differ\w*|identified|detected|associated|caused?|higher|more)\b|\b(?:was|were|is|are)\s+(?:less|lower|fewer|absent|rarer|similar|no)\b|\b(?:less|lower|fewer)\s+(?:frequent|common|often)?\w*\s*(?:than|with|compared)\b/i,
  interactions:
    /\b(?:did|does|do|was|were|is|are|has|have|had)\s+not\s+(?:\w+\s+){0,3}?(?:affect|alter|change|influence|interact|increase|decrease|modify|expected|impact)\w*|\bno\s+(?:\w+\s+){0,4}?(?:change|effect|interaction|difference|impact|influence|alteration|increase|decrease)s?\b|\bunaffected\b|\bunchanged\b/i,
};
/** What people have, or what is treated or watched for, is no effect of the drug; a verb in between ends such words. */
const ASIDE =
  /\b(?:avoid(?:ed)?|contraindicated|history of|(?:patients|people|adults|subjects|individuals|those|persons)\s+(?:with|who have)|active|pre-?existing|chronic|treat(?:s|ed|ing|ment)?(?![-\s]+(?:with|emergent|related|arms?|groups?|was|were)\b)|manag(?:e|ed|ing|ement)|prevent(?:s|ed|ing|ion)?|prophyla\w+|indicated for|risk factors?\s+for|anti-?emetics?)\b(?:(?!\b(?:is|are|was|were|include[sd]?|including|occur\w*|report\w*|experienc\w*|develop\w*|had|caus\w*|result\w*)\b)[^.;:]){0,60}$/i;
const FURTHEST = 300;

/** Whether a label names an effect, or an interaction, as one of the drug's at a place of its text. */
export function isClearMention(text: string, { start, end }: Span, part: LabelPart): boolean {
  const before = text.slice(Math.max(0, start - FURTHEST), start);
  const after = /^[^;]*?(?=[.;](?:\s|$)|$)/.exec(text.slice(end, end + FURTHEST))?.[0] ?? '';
  const said = before.slice(lastStop(before));
  if (DENIED_BEFORE[part].test(said) || DENIED_AFTER[part].test(after)) return false;
  return part === 'interactions' || !ASIDE.test(said);
}

/** Where the sentence begins: behind the last full stop that a blank follows. */
function lastStop(text: string): number {
  const stops = [...text.matchAll(/[.;!?]\s+(?=[\p{Lu}\d([])/gu)];
  const last = stops.at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}
