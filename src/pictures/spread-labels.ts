/** A label that wants to stand at `wanted` and is `height` high. */
export type WantedLabel = { wanted: number; height: number };

/**
 * Where labels stand, top down, so that none covers another and none leaves `room` (which must hold all of them): each as
 * near to where it wants to be as those before and after allow.
 */
export function spreadLabels(labels: readonly WantedLabel[], room: number): number[] {
  const places: number[] = [];
  let free = 0;
  for (const { wanted, height } of labels) {
    const place = Math.max(free, wanted - height / 2);
    places.push(place);
    free = place + height;
  }
  let end = room;
  for (let i = labels.length - 1; i >= 0; i--) {
    const height = labels[i]?.height ?? 0;
    const place = Math.min(places[i] ?? 0, end - height);
    places[i] = place;
    end = place;
  }
  return places;
}
