/** How a spelling was told to be a name, from exact to loose: what had to be left out of it. */
export const NAME_MATCH = ['exact', 'without-salt', 'without-suffix', 'without-dosage'] as const;
export type NameMatch = (typeof NAME_MATCH)[number];

/** A folded name that a spelling may stand for, and how loosely. */
export type Spelling = { key: string; how: NameMatch };

/** Salts, esters and hydrates as they stand behind a drug's name. "Liposomal" is none of them: it is another product. */
const SALT_WORDS = new Set(
  [
    'hydrochloride hcl dihydrochloride monohydrochloride hydrobromide hydroiodide chloride bromide iodide nitrate',
    'sulfate sulphate bisulfate phosphate diphosphate acetate citrate tartrate bitartrate maleate dimaleate malate',
    'fumarate hemifumarate succinate lactate oxalate benzoate gluconate pamoate carbonate trifluoroacetate',
    'mesylate mesilate dimesylate tosylate tosilate ditosylate besylate besilate esylate edisylate camsylate',
    'sodium disodium potassium calcium magnesium hydrate hemihydrate monohydrate dihydrate trihydrate anhydrous',
  ].flatMap((line) => line.split(' ')),
);

/** Words that say how a drug is packed or given, as they stand at the end of a product's name. */
const DOSAGE_WORDS = new Set(
  [
    'tablet tablets tab tabs capsule capsules cap caps injection injections injectable solution suspension emulsion',
    'concentrate powder lyophilized lyophilised infusion vial vials syringe syringes prefilled pen kit cream gel',
    'ointment syrup drops patch spray oral intravenous iv subcutaneous sc intramuscular im film coated extended',
    'delayed release er xr usp single multi multiple dose use pack for in',
  ].flatMap((line) => line.split(' ')),
);

/** Words that tell a form of a substance and are no substance of their own. */
const FORM_WORDS = new Set(
  'human recombinant liposomal liposome pegylated conjugated purified synthetic micronized'.split(' '),
);

const NOT_ASCII = /[^\0-\x7F]/;
const MARKS = /[\u00AE\u00A9\u2120\u2122]/g;
const UNIT = '(?:mg|mcg|\\u00B5g|\\u03BCg|ug|g|kg|ml|l|iu|units?|meq|mmol|%)(?![\\p{L}\\p{N}])';
const STRENGTH = new RegExp(`\\s\\d[\\d.,]*\\s*${UNIT}`, 'iu');
const STRENGTHS = new RegExp(`(?<=\\s)\\d[\\d.,]*\\s*${UNIT}(?:\\s*/\\s*[\\d.,]*\\s*${UNIT})?`, 'giu');
/** Four letters that tell biological products of one substance apart (FDA, "Nonproprietary Naming of Biological Products"). */
const BIOLOGICAL_SUFFIX = /^(.*\p{L}{4})-\p{L}{4}$/iu;
/**
 * How the names of biological substances end (stems of the INN programme; words that stand in them). Only these products
 * bear such a suffix: behind any other name four letters are a name of their own.
 */
const BIOLOGICAL_STEM =
  /(?:mab|tug|bart|mig|cept|kin|stim|poetin|ase|cog|ermin|leucel|globulin|toxin[ab]?|alfa|beta|insulin)$/;
const JOINT = /\s+(?:and|with|plus)\s+|\s*[/;+&]\s*/i;

/** One spelling for names that differ only in case, diacritics, punctuation, trade marks and spaces; empty when nothing is left. */
export function foldName(name: string): string {
  return plain(name).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The words of a name, folded one by one. */
export function wordsOfName(name: string): string[] {
  return plain(name).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What a name can stand for, exact first. Each key only counts where it is a known name: nothing is cut off on suspicion. */
export function spellingsOf(name: string): Spelling[] {
  const bare = withoutDosage(name);
  const candidates: Spelling[] = [
    { key: foldName(name), how: 'exact' },
    { key: foldName(withoutSalt(name)), how: 'without-salt' },
    { key: foldName(withoutSuffix(name)), how: 'without-suffix' },
    ...[bare, withoutSalt(bare), withoutSuffix(bare)].map((text): Spelling => ({
      key: foldName(text),
      how: 'without-dosage',
    })),
  ];
  return candidates.filter(
    ({ key }, index) => key !== '' && candidates.findIndex((candidate) => candidate.key === key) === index,
  );
}

/** The name without a strength and what follows it, and without words of packing at its end; itself when nothing else is left. */
export function withoutDosage(name: string): string {
  const strength = STRENGTH.exec(name);
  return withoutLast(strength === null || strength.index === 0 ? name : name.slice(0, strength.index), DOSAGE_WORDS);
}

/** The names in a combination's name ("a and b", "a / b", "a, b"); a single one for a name that joins nothing. */
export function partsOfName(name: string): string[] {
  const parts = name.replace(STRENGTHS, ' ').split(JOINT).flatMap(partsAtCommas);
  return parts.map((part) => withoutDosage(part.trim())).filter((part) => foldName(part) !== '');
}

/** What stands between commas. Words of packing are no part, and words of form belong to the name before them ("insulin, human"). */
function partsAtCommas(text: string): string[] {
  return text.split(',').reduce<string[]>((parts, next) => {
    const before = parts.at(-1);
    if (before === undefined) return [next];
    const words = wordsOfName(next);
    if (words.every((word) => DOSAGE_WORDS.has(word) || /^\d/.test(word))) return parts;
    if (!words.every((word) => SALT_WORDS.has(word) || FORM_WORDS.has(word))) return [...parts, next];
    return [...parts.slice(0, -1), `${before},${next}`];
  }, []);
}

function withoutSalt(name: string): string {
  return withoutLast(name, SALT_WORDS);
}

function withoutSuffix(name: string): string {
  const bare = BIOLOGICAL_SUFFIX.exec(name.trim())?.[1];
  return bare !== undefined && wordsOfName(bare).some((word) => BIOLOGICAL_STEM.test(word)) ? bare : name;
}

function withoutLast(name: string, dropped: ReadonlySet<string>): string {
  const words = name.split(/[\s,()]+/).filter((word) => word !== '');
  const end = words.findLastIndex((word) => !dropped.has(foldName(word)));
  return end === -1 || end === words.length - 1 ? name : words.slice(0, end + 1).join(' ');
}

function plain(name: string): string {
  const bare = NOT_ASCII.test(name)
    ? name
        .replace(MARKS, '')
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
    : name;
  return bare.toLowerCase();
}
