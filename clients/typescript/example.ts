import { createClient } from './src/client/index.js';
import { getTrial, listTrials, type ListTrialsData, type TrialItem } from './src/index.js';

type Filters = NonNullable<ListTrialsData['query']>;

/** Every study that passes the filters, page by page to the end. */
export async function everyStudy(baseUrl: string, filters: Filters): Promise<TrialItem[]> {
  const client = createClient({ baseUrl });
  const query = { ...filters };
  const found: TrialItem[] = [];
  do {
    const { data: answer } = await listTrials({ client, query, throwOnError: true });
    found.push(...answer.data);
    query.cursor = answer.page.nextCursor ?? undefined;
  } while (query.cursor !== undefined);
  return found;
}

/** A study with the day for which its status stands; null when no such study is known. */
export async function inShort(baseUrl: string, nctId: string): Promise<string | null> {
  const client = createClient({ baseUrl });
  const { data: answer, error, response } = await getTrial({ client, path: { nctId } });
  if (response.status === 404) return null;
  if (answer === undefined) throw new Error(`${nctId} was not answered`, { cause: error });
  const { briefTitle, overallStatus, asOf } = answer.data;
  return `${briefTitle}: ${overallStatus ?? 'unknown status'} as of ${asOf ?? 'an unknown day'}. ${answer.meta.disclaimer}`;
}
