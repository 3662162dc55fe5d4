import { assembleVersions, type CaptureRecord } from './assemble.js';
import type { JsonObject } from './carry-forward.js';
import { nctIdOf, type SnapshotLine } from './read-snapshot.js';

/** A whole record as the registry sent it, and the address where it was found. */
export type WholeRecord = { raw: JsonObject; foundAt: string };

/** The lines of a snapshot made of whole records and of records assembled from captures, in replay order. */
export function composeLines(captures: readonly CaptureRecord[], whole: readonly WholeRecord[]): SnapshotLine[] {
  const assembled = assembleVersions(captures).map(
    ({ captures, restatedFields, partialFields, completedFields, versionDate, study }): SnapshotLine => ({
      origin: 'assembled',
      dataDate: versionDate,
      captures,
      restatedFields,
      partialFields,
      completedFields,
      raw: study,
    }),
  );
  return inReplayOrder([...assembled, ...whole.map(bundledLine)]);
}

function bundledLine({ raw, foundAt }: WholeRecord): SnapshotLine {
  const unmarked = { restatedFields: [], partialFields: [], completedFields: [] };
  return { origin: 'bundled', dataDate: dataDateOf(raw), captures: [foundAt], ...unmarked, raw };
}

function dataDateOf(raw: JsonObject): string | null {
  const study = raw as { derivedSection?: { miscInfoModule?: { versionHolder?: string } } };
  return study.derivedSection?.miscInfoModule?.versionHolder ?? null;
}

/** By date and then by NCT number, those without a date first, so that a replay meets the versions of a study in their order. */
function inReplayOrder(lines: readonly SnapshotLine[]): SnapshotLine[] {
  const key = ({ dataDate, raw }: SnapshotLine): string => `${dataDate ?? ''} ${nctIdOf(raw) ?? ''}`;
  return lines
    .map((line) => ({ line, key: key(line) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ line }) => line);
}
