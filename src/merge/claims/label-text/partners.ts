/** What a passage says about other drugs: names as the label words them, and whether the drug is also (or only) given alone. */
export type Company = { partners: string[]; isSingleAgent: boolean };

const TOGETHER =
  /(?<!\bnot\s+(?:\w+\s+)?)\b(?:in\s+combination|combined|together|concurrently|concomitantly|co-?administered|given|used|administered|along)\s+with\s+|(?<=,\s)with\s+(?=[^.;]{1,120},\s+(?:is|are)\s+indicated\b)/gi;
/** The list of partners ends where the sentence goes on. */
const GOES_ON =
  /[.;:()[\]]|\s(?:for|is|are|in|as|who|whose|when|that|which|until|after|following|followed|to|if|has|have|was|were|indicated|patients|adults|where|on|at|with|without|compared|during|versus|given)\b/i;
const NEXT = /\s*,\s*(?:and\/or|and|or)\s+|\s*,\s*|(?<!-)\s+(?:and\/or|and|or|plus)\s+|(?<=\w)\s*\+\s*(?=\w)/iu;
const ARTICLE = /^(?:either|an?|the|other|both|one of)\s+/i;
const ALONE = /\bsingle[-\s]agent\b|\bmonotherapy\b|\bused alone\b|\bgiven alone\b/i;
const LONGEST_NAME = 120;

/** Reads whom a passage names to give the drug together with. */
export function companyOf(text: string): Company {
  const partners = [...text.matchAll(TOGETHER)].flatMap(({ index, 0: { length } }) =>
    listAt(text.slice(index + length)),
  );
  return { partners: [...new Set(partners)], isSingleAgent: ALONE.test(text) };
}

function listAt(rest: string): string[] {
  // "with or without X" makes X optional, so it names no partner.
  const end = GOES_ON.exec(` ${rest}`)?.index ?? rest.length + 1;
  const names = ` ${rest}`.slice(0, end).trim().split(NEXT);
  return names.map((name) => name.trim().replace(ARTICLE, '')).filter(isName);
}

function isName(name: string): boolean {
  return name.length > 1 && name.length <= LONGEST_NAME && /\p{L}{2}/u.test(name);
}
