import type { Provenance } from '../../model/provenance.js';
import type { ReferenceData } from '../../model/reference-record.js';
import type { HeldRecord, ReferencePointers } from '../drug-facts.types.js';
import { leafPaths, pointerTo } from '../provenance-leaves.js';
import { STRAIGHT_LISTS } from './policy.js';

/** A value of the document with its provenance; a list or object as value has the same provenance at all its leaves. */
export class Leaf<T> {
  constructor(
    readonly value: T,
    readonly provenance: Provenance,
  ) {}
}

/** What a rule says about a value: it rests on the same record, at no place of it. */
export function aside<T>({ provenance }: Leaf<unknown>, value: T, rule: string): Leaf<T> {
  return new Leaf(value, { ...provenance, pointer: null, origin: 'computed', rule });
}

type Plain = string | number | boolean | null;

/** A part of the document whose leaves still carry their provenance, so that none can be without. */
export type Leaves<T> = [T] extends [Plain]
  ? Leaf<T>
  : unknown extends T
    ? Leaf<T>
    : T extends readonly (infer U)[]
      ? Leaves<U>[]
      : T extends object
        ? { [K in keyof T]: Leaves<T[K]> }
        : Leaf<T>;

/** Takes values and provenance apart: the document, and the provenance of each leaf by RFC 6901 pointer into it. */
export function plucked<T>(leaves: Leaves<T>): { document: T; provenance: Record<string, Provenance> } {
  const provenance: Record<string, Provenance> = {};
  return { document: pluck(leaves, '', provenance) as T, provenance };
}

/** The parts of a document are ours and named without `~` and `/`, so their names stand in pointers as they are. */
function pluck(part: unknown, pointer: string, provenance: Record<string, Provenance>): unknown {
  if (part instanceof Leaf) {
    for (const below of leafPaths(part.value)) provenance[pointer + pointerTo(below)] = part.provenance;
    return part.value;
  }
  if (Array.isArray(part)) return part.map((item: unknown, index) => pluck(item, `${pointer}/${index}`, provenance));
  const parts: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(part as object)) {
    parts[name] = pluck(inner, `${pointer}/${name}`, provenance);
  }
  return parts;
}

/** Makes leaves of what one record says. */
export class Teller<T extends ReferenceData = ReferenceData> {
  private readonly places: Readonly<Record<string, string>>;
  private readonly isStraight: boolean;

  constructor(
    readonly record: HeldRecord<T>,
    pointers: ReferencePointers,
  ) {
    this.places = pointers[record.source]?.[record.data.kind] ?? {};
    this.isStraight = STRAIGHT_LISTS.includes(record.source);
  }

  /** A field as the record has it; the same in `value` where it was put in another form. */
  field<F extends keyof T & string>(field: F): Leaf<T[F]> {
    return this.value(field, this.record.data[field]);
  }

  /** A value that stands in a field, at `below` in it. */
  value<V>(field: keyof T & string, value: V, ...below: string[]): Leaf<V> {
    const { origin } = this.record;
    if (value === null) return this.decided(value, 'not in our copy of the record');
    const pointer = this.pointerTo(field, below);
    return new Leaf(value, this.said(pointer, origin, this.doubtOf(pointer, below)));
  }

  /** The texts of a list, from the first on. */
  list(field: keyof T & string, values: readonly string[]): Leaf<string>[] {
    return values.map((value, index) => this.value(field, value, String(index)));
  }

  /** The first text of a list, null when it has none. */
  first(field: keyof T & string, values: readonly string[]): Leaf<string | null> {
    return this.value(field, values[0] ?? null, '0');
  }

  /** A value that a rule took from a place in the record. */
  taken<V>(field: keyof T & string, value: V, rule: string, ...below: string[]): Leaf<V> {
    const pointer = value === null ? null : this.pointerTo(field, below);
    return new Leaf(value, this.said(pointer, 'computed', rule));
  }

  /** A value that a rule made of the record as a whole. */
  decided<V>(value: V, rule: string): Leaf<V> {
    return new Leaf(value, this.said(null, 'computed', rule));
  }

  /** Where the record is read, and how it reached us. */
  get url(): Leaf<string> {
    return this.decided(this.record.url, 'page of the record');
  }
  get origin(): Leaf<HeldRecord['origin']> {
    return this.decided(this.record.origin, 'how the record was received');
  }

  private said(pointer: string | null, origin: Provenance['origin'], rule: string | null): Provenance {
    const { source, key, url, sourceUpdatedAt, retrievedAt } = this.record;
    return { source, key, pointer, url, sourceUpdatedAt, retrievedAt, origin, rule };
  }

  /** Where the record's lists are not the raw ones, a place in them says nothing of the place in the raw record. */
  private pointerTo(field: string, below: readonly string[]): string | null {
    const place = this.places[field] ?? null;
    if (place === null || !this.isStraight) return place;
    return place + below.map((part) => this.places[`${field}.${part}`] ?? pointerTo([part])).join('');
  }

  private doubtOf(pointer: string | null, below: readonly string[]): string | null {
    if (pointer === null) return 'place in the record not known';
    return this.isStraight || below.length === 0 ? null : 'one of the values found there';
  }
}
