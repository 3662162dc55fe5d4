export const CHANGE_KIND = ['created', 'updated', 'gone', 'restored'] as const;
export type ChangeKind = (typeof CHANGE_KIND)[number];

/** What happened to a subject, before it has a place in the log. `fields` are the names of the fields that moved. */
export type NewChange = { subject: string; kind: ChangeKind; fields: string[]; text: string };

/** One row of the append-only change log; `id` grows, `at` is ISO 8601 UTC. */
export type Change = NewChange & { id: number; at: string };
