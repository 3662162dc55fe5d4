/** How a record reached us: pulled from its source, shipped as the source sent it, or put together from captures of pages. */
export const ORIGIN = ['live', 'bundled', 'assembled'] as const;
export type Origin = (typeof ORIGIN)[number];

/** Who said a value, where, and when. */
export type Provenance = {
  /** Source id (`clinicaltrials-gov`), `guide` for an editor's words and stated identifiers, or `merge` for what no source states. */
  source: string;
  /** The record's key in its source: an NCT number, a guide/entry pair. */
  key: string;
  /** RFC 6901 pointer into the raw record; null for a value computed over many records. */
  pointer: string | null;
  /** A page where a person can look it up; null where there is none. */
  url: string | null;
  /** When the source says it last changed the record (partial ISO date), null where unstated. */
  sourceUpdatedAt: string | null;
  /** When this content was first received (ISO 8601, UTC), by others for shipped records; null where no time was recorded. */
  retrievedAt: string | null;
  origin: Origin | 'editor' | 'computed';
  /** The rule that chose or computed the value, in a few words; null when it is a plain copy. */
  rule: string | null;
};
