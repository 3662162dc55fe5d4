type Point = readonly [number, number];

/**
 * Which points of a line must stay so that it moves by no more than `tolerance` (Douglas-Peucker); the ends always do.
 * `drawn` holds the places of the points in the drawing; a point without one (null) stays.
 */
export function keptPoints(drawn: readonly (Point | null)[], tolerance: number): boolean[] {
  const kept = drawn.map((point, i) => point === null || i === 0 || i === drawn.length - 1);
  const spans: [number, number][] = [[0, drawn.length - 1]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span;
    const [farthest, distance] = farthestOf(drawn, from, to);
    if (distance <= tolerance) continue;
    kept[farthest] = true;
    spans.push([from, farthest], [farthest, to]);
  }
  return kept;
}

function farthestOf(drawn: readonly (Point | null)[], from: number, to: number): [number, number] {
  const [a, b] = [drawn[from], drawn[to]];
  let [farthest, distance] = [from, 0];
  if (!a || !b) return [farthest, distance];
  for (let i = from + 1; i < to; i++) {
    const point = drawn[i];
    const away = point ? distanceToSpan(point, a, b) : 0;
    if (away > distance) [farthest, distance] = [i, away];
  }
  return [farthest, distance];
}

function distanceToSpan([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
