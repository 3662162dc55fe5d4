/** What a passage says of a condition that it names: that the drug is for it, that it is not, or neither for sure. */
export type MentionKind = 'affirmed' | 'denied' | 'unclear';

/**
 * A mention with what its clause says before it (`said`, with the text that continues, and `before`) and after it; `inFront`
 * is all that the passage and the text it continues say before it.
 */
export type Said = {
  said: string;
  before: string;
  after: string;
  inFront: string;
  clause: string;
  isLimitation: boolean;
};

/** Words by which a label says what a drug is for. */
const AFFIRMING = /\b(?:indicated|approved|used|recommended)\b/i;
const USE =
  /\b(?:indicated|approved|used|recommended|(?:treatment|therapy|palliation|management|control) of|(?:treatment|therapy) for|to treat|treats)\b/i;
const DENYING =
  /\b(?:not|never|no longer)\b(?:\W+\w+){0,2}?\W+(?:indicated|recommended|approved|intended|authori[sz]ed|be used)\b|\bcontraindicated\b/gi;
const NOT_SHOWN =
  /\b(?:has|have|had|is|are|was|were)\s+not\s+(?:yet\s+)?(?:been\s+)?(?:established|demonstrated|shown|studied|evaluated|proven|known)\b|\bhas not been\b.{0,40}\bstudied\b/i;
/** Words for a use that did not come to be, or is one no more. */
const UNSUCCESSFUL =
  /\bfail(?:s|ed|ure|ing)?\s+to\b|\b(?:was|were|been|is)\s+(?:voluntarily\s+)?(?:withdrawn|revoked)\b|\bnot\s+(?:superior|effective|significant\w*|statistically|different)\b|\bdid\s+not\s+(?:\w+\s+)?(?:improve|prolong|extend|show|meet|demonstrate|benefit|reduce)\b|\binsufficient\s+(?:data|evidence|information)\b|\b(?:no|lack of)\s+(?:\w+\s+){0,2}(?:benefit|efficacy|effectiveness|improvement)\b|\bineffective\b/i;
/** Another product holds the use: generic labels say so of uses that they leave out. */
const ELSEWHERE =
  /\binformation\b.*\b(?:is|are|was)\s+approved\s+for\b|\bapproved\s+for\s+(?:\S+\s+){0,4}\S+['’]s\b|\bnot\s+labell?ed\b/i;
const LEFT_OUT =
  /\b(?:other than|except(?:\s+for)?|excluding|excludes|rather than|without|no|not (?:in|for|against))(?:\s+[\w-]+)?\s*$/i;
const ASIDE =
  /\b(?:risk|history|incidence|development|possibility|suspicion|screening|complications?)\s+(?:of|for)(?:\s+[\w-]+){0,2}\s*$/i;
/** What another illness can bring is not what the drug is for. */
const OUTCOME =
  /\b(?:leads?|leading|progress\w*|develop\w*|convert\w*)\s+(?:in)?to\b|\bcaus(?:es?|ed|ing)\b|\bdue to\b|\bsecondary to\b|\bresult\w*\s+(?:in|from)\b|\bassociated with\b|\bprevent\w*\b|\bprophyla\w+/i;
/** Words for finding a disease, which is no treatment of it. */
const FINDING =
  /\b(?:imaging|visuali[sz]ation|detection of|diagnostic|diagnosis of)\b(?!.*\b(?:treat\w*|therap\w+)\b)/i;
/** "to treat anemia in patients with …": the patients have the condition, the drug is for something else. */
const OTHER_AIM =
  /^.*\b(?:indicated\s+(?:for|to)|(?:treatment|management|relief|control|correction|reduction)\s+of|to\s+(?:treat|reduce|relieve|lower|manage|increase|improve))\s+((?:[\w,-]+\s+){1,10}?)in\s+(?:\w+\s+){0,3}?(?:patients|adults|people|children|those|women|men)\s+(?:who\s+have|with)\b[^.;:]*$/i;
const OWN_AIM =
  /\b(?:tumou?rs?|cancers?|carcinomas?|disease|malignanc\w+|neoplasms?|patients|adults|people|use|treat\w*|therapy|combination|monotherapy|agent|first|second|line)\b/i;

/** Words that may stand before a disease in a list item or heading that is nothing but its name. */
const NAME_WORDS =
  /^(?:(?:\d[\d.]*|[a-z]?[\w-]*(?:ed|able|ible|ic|al|ive|ent|ant|ary|ly)|and|or|a|an|the|of|in|with|for|as|who|have|not|to|adults?|patients?|people|children|women|men|treatment|therapy|first-line|second-line|first|second|line|[a-z]|single|agent|monotherapy|stage|i{1,3}v?|iv|years?|age|older|non-metastatic|liver|cell|disease)(?:[\s,:;()/]+|$))*$/i;
const LONGEST_NAME = 200;
const RELATIVE = /\b(?:who|whose|that|which)\b[^.;]*/gi;
const VERB = /\b(?:is|are|was|were|has|have|had|may|can|could|should|will|would|must|did|does|do|failed|fails)\b/i;

/** What a label says of a condition where it names it. */
export function kindOf(mention: Said): MentionKind {
  return LEFT_OUT.test(mention.said) ? 'denied' : (deniedBefore(mention.said) ?? kindByRest(mention));
}

/** Whether words speak of a use at all, affirming or denying it. */
export function speaksOfUse(text: string): boolean {
  return /\bindicated\b/i.test(text) || text.search(DENYING) >= 0;
}

/** Whether a text is nothing but the name of a disease and of those who have it; `before` and `after` are around the disease. */
export function isBareName(before: string, after: string): boolean {
  return (
    before.length <= LONGEST_NAME &&
    NAME_WORDS.test(before.replace(/^[\s(]+/, '').trim()) &&
    !VERB.test(after.replace(RELATIVE, ' '))
  );
}

/** What a denial before the mention makes of it; null where there is none, or it is taken up again ("but is indicated for"). */
function deniedBefore(said: string): MentionKind | null {
  const denial = [...said.matchAll(DENYING)].at(-1);
  if (denial === undefined || AFFIRMING.test(said.slice(denial.index + denial[0].length))) return null;
  return AFFIRMING.test(said.slice(0, denial.index)) ? 'unclear' : 'denied';
}

/** Silence is no approval: without a word of use, only an item of a list that is a mere name counts as one. */
function kindByRest(mention: Said): MentionKind {
  const { said, after, clause, isLimitation } = mention;
  const isAffirmed = AFFIRMING.test(said);
  if (isDoubted(clause) || (!isAffirmed && after.search(DENYING) >= 0)) return isAffirmed ? 'unclear' : 'denied';
  if (isLimitation || isNamedAside(said, clause)) return 'unclear';
  return USE.test(said) || USE.test(after) || isListed(mention) ? 'affirmed' : 'unclear';
}

function isDoubted(clause: string): boolean {
  return NOT_SHOWN.test(clause) || UNSUCCESSFUL.test(clause);
}

/** An item of a list in one sentence ("for: RCC; HCC") goes on from what opened the sentence. */
function isListed({ before, after, inFront }: Said): boolean {
  const isFirst = inFront.trim() === before.trim();
  return isBareName(before, after) && (isFirst || (USE.test(inFront) && deniedBefore(inFront) === null));
}

function isNamedAside(said: string, clause: string): boolean {
  const use = [...said.matchAll(new RegExp(AFFIRMING, 'gi'))].at(-1);
  const sinceUse = use === undefined ? said : said.slice(use.index);
  if (ASIDE.test(said) || FINDING.test(said) || ELSEWHERE.test(clause) || OUTCOME.test(sinceUse)) return true;
  const aim = OTHER_AIM.exec(said)?.[1];
  return aim !== undefined && !OWN_AIM.test(aim);
}
