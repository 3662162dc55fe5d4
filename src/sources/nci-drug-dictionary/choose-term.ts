import { valueAt } from '../../common/field-map.js';
import type { FollowedDrug } from '../../model/question.js';
import type { RawTerm } from './contract.js';

/** The term that is the drug, null when none surely is, and what a reader should know of the choice. */
export type Choice = { term: RawTerm | null; notes: string[] };

/** Chooses the drug's term: a name or alias must be one of the drug's own, and no stated NCI code may contradict it. */
export function chooseTerm(drug: FollowedDrug, terms: readonly RawTerm[]): Choice {
  const codes = drug.identifiers.filter(({ system }) => system === 'ncit').map(({ code }) => code.trim().toUpperCase());
  const named = terms.filter((term) => term.type === 'DrugTerm' && rankOf(term, drug) !== null);
  const others = named.filter((term) => isContradicted(term, codes));
  const notes = others.map((term) => contradiction(term, codes));
  const [best, ...rivals] = bestOf(
    named.filter((term) => !others.includes(term)),
    drug,
  );
  if (best === undefined) return { term: null, notes };
  if (rivals.length > 0) {
    const names = [best, ...rivals].map(({ name }) => `"${name}"`).join(', ');
    return {
      term: null,
      notes: [...notes, `Several terms of the NCI Drug Dictionary fit equally (${names}); none was taken.`],
    };
  }
  return { term: best, notes: [...notes, ...doubtOf(best, codes)] };
}

function isContradicted({ nciConceptId }: RawTerm, codes: readonly string[]): boolean {
  return codes.length > 0 && typeof nciConceptId === 'string' && !codes.includes(nciConceptId.trim().toUpperCase());
}

function contradiction({ name, nciConceptId }: RawTerm, codes: readonly string[]): string {
  return `The NCI Drug Dictionary's "${name}" is concept ${nciConceptId ?? ''}, the guide states ${codes.join(', ')}; it was not taken for the drug.`;
}

function doubtOf({ name, nciConceptId }: RawTerm, codes: readonly string[]): string[] {
  if (codes.length > 0 && typeof nciConceptId === 'string') return [];
  return [`The NCI Drug Dictionary's "${name}" was found by name only; no NCI code that both state confirms it.`];
}

function bestOf(terms: readonly RawTerm[], drug: FollowedDrug): RawTerm[] {
  const ranks = terms.map((term) => rankOf(term, drug) ?? Infinity);
  const best = Math.min(...ranks);
  return terms.filter((_, index) => ranks[index] === best);
}

/**
 * How closely a term is called as the drug is, 0 closest; null when it is not. Brand names do not count: a guide may
 * list products that hold more than the drug.
 */
function rankOf(term: RawTerm, { names }: FollowedDrug): number | null {
  const preferred = [plain(names.preferred)];
  const synonyms = names.synonyms.map(plain);
  const name = [plain(term.name)];
  const aliases = (term.aliases ?? []).map(aliasName);
  const pairs = [
    [preferred, name],
    [preferred, aliases],
    [synonyms, name],
    [synonyms, aliases],
  ] as const;
  const rank = pairs.findIndex(([ours, theirs]) => ours.some((one) => theirs.includes(one)));
  return rank === -1 ? null : rank;
}

function aliasName(alias: unknown): string | null {
  const name = valueAt(alias, '/name');
  return typeof name === 'string' ? plain(name) : null;
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
