/** A place on the scale of ages that has a name. */
export type AgeTick = { days: number; value: number; unit: 'day' | 'week' | 'month' | 'year' };

const TICKS: readonly AgeTick[] = [
  { days: 1, value: 1, unit: 'day' },
  { days: 7, value: 1, unit: 'week' },
  { days: 30, value: 1, unit: 'month' },
  { days: 365, value: 1, unit: 'year' },
  { days: 3652, value: 10, unit: 'year' },
];

/** Ages in days as parts of a line, from 0 (now) to 1: logarithmic, so that hours and years both can be told apart. */
export class AgeScale {
  private readonly most: number;

  /** `oldest`: an age that the line must reach; it reaches a month at least. */
  constructor(oldest: number) {
    this.most = Math.max(30, oldest);
  }

  at(days: number): number {
    return Math.log1p(Math.max(0, days)) / Math.log1p(this.most);
  }

  /** The named places on the line. */
  ticks(): readonly AgeTick[] {
    return TICKS.filter(({ days }) => days <= this.most);
  }
}
