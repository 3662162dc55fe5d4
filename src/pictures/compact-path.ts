import type { GeoContext } from 'd3-geo';

/** Rings smaller than this (units of the drawing, wide and high) cannot be seen. */
const SPECK = 1;

type Point = readonly [number, number];

/** Collects rings and writes them as a short SVG path: steps in tenths of a unit, no specks. */
export class CompactPath implements GeoContext {
  /** The longer side of the largest ring that was written, in units of the drawing. */
  size = 0;
  private text = '';
  private ring: Point[] = [];

  moveTo(x: number, y: number): void {
    this.ring = [[Math.round(x * 10), Math.round(y * 10)]];
  }

  lineTo(x: number, y: number): void {
    const point: Point = [Math.round(x * 10), Math.round(y * 10)];
    const last = this.ring.at(-1);
    if (last === undefined || last[0] !== point[0] || last[1] !== point[1]) this.ring.push(point);
  }

  closePath(): void {
    const [first, ...rest] = this.ring;
    const size = Math.max(spread(this.ring, 0), spread(this.ring, 1));
    if (first === undefined || rest.length < 2 || size < SPECK) return;
    this.size = Math.max(this.size, size);
    let [x, y] = first;
    this.text += `M${x / 10} ${y / 10}l`;
    this.text += rest
      .map((point) => {
        const step = `${number(point[0] - x)}${after(point[1] - y)}`;
        [x, y] = point;
        return step;
      })
      .reduce((all, step) => all + (all === '' || step.startsWith('-') ? '' : ' ') + step, '');
    this.text += 'z';
  }

  beginPath(): void {
    this.text = '';
  }

  arc(): void {
    throw new Error('areas have no points to draw');
  }

  /** The value of the attribute `d`. */
  toString(): string {
    return this.text;
  }
}

function spread(ring: readonly Point[], axis: 0 | 1): number {
  const values = ring.map((point) => point[axis]);
  return (Math.max(...values) - Math.min(...values)) / 10;
}

function number(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.');
}

function after(tenths: number): string {
  const text = number(tenths);
  return text.startsWith('-') ? text : ` ${text}`;
}
