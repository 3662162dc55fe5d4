import type { EntityManager } from 'typeorm';
import { isPostgres } from '../database/columns.js';
import { nctNumber } from '../model/identifiers.js';
import { SEARCH_AREA, SEARCH_TIER, type SearchArea } from './search-areas.js';
import type { Searchable } from './search-fields.js';
import { searchTextOf, type AreaText, type SearchText } from './search-text.js';

type IndexedStudy = { id: number; text: SearchText };

/** Stands between two values, so that no phrase reaches from one into the next; no word holds it (a private-use character). */
const GAP = '\u{e000}';

/** Positions that PostgreSQL can tell apart in a text, and in one word of it; words beyond are found, phrases there are not. */
const LAST_POSITION = 16_383;
const MOST_POSITIONS = 255;

/** The name of an area's index: a table of its own on SQLite (FTS5), a column on PostgreSQL (tsvector). */
function indexOf(area: SearchArea): string {
  return `study_search_${area}`;
}

/** Replaces what studies are found by, in the transaction that stores them. */
export async function indexStudies(tx: EntityManager, studies: readonly Searchable[]): Promise<void> {
  const indexed = studies.map((each) => ({ id: nctNumber(each.study.nctId), text: searchTextOf(each) }));
  if (isPostgres(tx)) await replaceVectors(tx, indexed);
  else await replaceRows(tx, indexed);
}

async function replaceRows(tx: EntityManager, studies: readonly IndexedStudy[]): Promise<void> {
  for (const area of SEARCH_AREA) {
    const index = indexOf(area);
    for (const { id, text } of studies) {
      await tx.query(`DELETE FROM ${index} WHERE rowid = ?`, [id]);
      const columns = SEARCH_TIER.map((tier) => text[area][tier].map((words) => words.join(' ')).join(` ${GAP} `));
      await tx.query(`INSERT INTO ${index}(rowid, a, b, c, d) VALUES (?, ?, ?, ?, ?)`, [id, ...columns]);
    }
  }
}

async function replaceVectors(tx: EntityManager, studies: readonly IndexedStudy[]): Promise<void> {
  const columns = SEARCH_AREA.map(indexOf);
  const values = columns.map((_, i) => `CAST($${i + 2} AS tsvector)`).join(', ');
  const updates = columns.map((column) => `${column} = EXCLUDED.${column}`).join(', ');
  for (const { id, text } of studies) {
    await tx.query(
      `INSERT INTO study_search (study_id, ${columns.join(', ')}) VALUES ($1, ${values})
       ON CONFLICT (study_id) DO UPDATE SET ${updates}`,
      [id, ...SEARCH_AREA.map((area) => vectorOf(text[area]))],
    );
  }
}

/** A text as a tsvector: every word with its places, labelled with the tier. */
function vectorOf(text: AreaText): string {
  const places = new Map<string, string[]>();
  let position = 0;
  for (const tier of SEARCH_TIER) {
    for (const words of text[tier]) {
      for (const word of words) {
        position += 1;
        const known = places.get(word) ?? [];
        if (known.length < MOST_POSITIONS) known.push(`${Math.min(position, LAST_POSITION)}${tier.toUpperCase()}`);
        places.set(word, known);
      }
      position += 1;
    }
  }
  return [...places].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ');
}
