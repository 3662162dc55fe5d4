/**
 * What a passage says about other drugs. `partners` are names as the label words them, also those that may be left out;
 * `phrases` say the same in the label's own row ("together with alphamab or betanib"). `optional` are those it names as a possibility
 * ("with or without"), `isChoice` says that one of several is meant, `isSingleAgent` that the drug is also (or only) given alone.
 */
export type Company = {
  partners: string[];
  optional: string[];
  phrases: string[];
  isChoice: boolean;
  isSingleAgent: boolean;
};

type Listed = { names: string[]; words: string; phrase: string };

const TOGETHER =
  /(?<!\bnot\s+(?:\w+\s+){0,3})\b(?:in\s+combination|combined|together|concurrently|concomitantly|co-?administered|given|used|administered|along)\s+with\s+(?!or\b)|(?<=,\s)with\s+(?!or\b)(?=[^.;]{1,120},\s+(?:is|are)\s+indicated\b)/gi;
const PERHAPS = /\bwith\s+or\s+(?:without|following|after|before)\s+/gi;
/** What was given earlier, to the end of the clause: what is named there is given no longer. */
const EARLIER =
  /\b(?:previously\s+(?:been\s+)?(?:treated|received)|(?<!\bnot\s)(?:have|has|had|were|was)\s+(?:already\s+|been\s+){0,2}(?:treated|received)|(?<!\bnot\s)received|pre-?treated|(?<!\bthe\s)(?<!\bor\s)following|(?<!\bor\s)after|progress\w+\s+(?:on|after|following|during|with)|refractory\s+to|resistant\s+to|intolerant\s+(?:to|of)|failed|failure\s+(?:of|on)|relapsed\s+(?:on|after)|(?:not|no)\s+candidates?\s+for|ineligible\s+for|not\s+eligible\s+for|cannot\s+(?:receive|tolerate))\b/i;
const EARLIER_ENDS =
  /[.;:•]|,?\s+(?:is|are)\s+indicated\b|,\s*(?=(?:(?:and|or)\s+)?(?:in\s+combination|together\s+with|combined\s+with|as\s+(?:a\s+)?(?:single|monotherapy)|given\b|used\b))/i;
/** The list of partners ends where the sentence goes on. */
const GOES_ON =
  /[.;:()[\]]|\s(?:first|second|third|later)[-\s]line\b|\s(?:for|is|are|in|as|who|whose|when|that|which|until|after|following|followed|to|if|has|have|was|were|indicated|patients|adults|where|on|at|with|without|compared|during|versus|given|then)\b/i;
const NEXT = /\s*,\s*(?:and\/or|and|or)\s+|\s*,\s*|(?<!-)\s+(?:and\/or|and|or|plus)\s+|(?<=\w)\s*\+\s*(?=\w)/iu;
const ARTICLE = /^(?:either|an?|the|other|both|one of)\s+/i;
const CHOICE = /(?<!\band)(?:\s|\/)or\s/i;
const ALONE =
  /\bsingle[-\s]agent\b|\bmonotherapy\b|\b(?:used|given|administered)\s+alone\b|\balone,?\s+or\b|\bor\s+alone\b/i;
/** A drug that is given alone only when another treatment is over is not given alone. */
const THEN_ALONE = /\b(?:followed\s+by|and\s+then|then\s+continued?)\b[^.;•]*/gi;
const LONGEST_NAME = 120;

/** Reads whom a passage names to give the drug together with. */
export function companyOf(text: string): Company {
  const now = withoutEarlier(text);
  const sure = listsAfter(now, TOGETHER);
  const perhaps = listsAfter(now, PERHAPS);
  const names = (lists: readonly Listed[]) => [...new Set(lists.flatMap((list) => list.names))];
  return {
    partners: names(sure),
    optional: names(perhaps).filter((name) => !names(sure).includes(name)),
    phrases: [...new Set([...sure, ...perhaps].map(({ words, phrase }) => `${words} ${phrase}`))],
    isChoice: sure.some(({ phrase }) => CHOICE.test(phrase)),
    isSingleAgent: ALONE.test(now.replace(THEN_ALONE, ' ')),
  };
}

function withoutEarlier(text: string): string {
  const found = EARLIER.exec(text);
  if (found === null) return text;
  const rest = text.slice(found.index + found[0].length);
  const end = rest.search(EARLIER_ENDS);
  return text.slice(0, found.index) + (end === -1 ? '' : ` ${withoutEarlier(rest.slice(end))}`);
}

function listsAfter(text: string, words: RegExp): Listed[] {
  return [...text.matchAll(words)]
    .map(({ index, 0: found }) => ({
      ...listAt(text.slice(index + found.length)),
      words: words === PERHAPS ? found.trim().toLowerCase() : 'together with',
    }))
    .filter(({ names }) => names.length > 0);
}

function listAt(rest: string): Omit<Listed, 'words'> {
  // The blank in front lets the first word end the list, so that "with for" names nobody.
  const end = GOES_ON.exec(` ${rest}`)?.index ?? rest.length + 1;
  const phrase = ` ${rest}`
    .slice(0, end)
    .trim()
    .replace(/[\s,]+(?:and|or|and\/or)?$/i, '');
  const names = phrase.split(NEXT).map((name) => name.trim().replace(ARTICLE, ''));
  return { names: [...new Set(names.filter(isName))], phrase: phrase.replace(/,?\s+(?=and\/or\b)/i, ' ') };
}

function isName(name: string): boolean {
  return name.length > 1 && name.length <= LONGEST_NAME && /\p{L}{2}/u.test(name);
}
