/** A length in a drawing, no finer than anybody can see. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
