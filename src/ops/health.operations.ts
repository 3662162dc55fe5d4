import { z } from 'zod';
import { operation } from '../http/operation.js';
import { SOURCE_STATUS } from '../model/source-status.js';

const tag = 'health';

/** `/health/live` */
export const live = operation({
  id: 'live',
  path: '/health/live',
  tag,
  summary: 'Whether the process answers',
  schema: z.object({ status: z.literal('live') }),
  caching: 'never',
});

/** `/health/ready` */
export const ready = operation({
  id: 'ready',
  path: '/health/ready',
  tag,
  summary: 'Whether answers can be given, and how fresh they are',
  description: 'Old data is no reason to take a service away: it is 200 then, too, and says what is stale.',
  schema: z.object({
    status: z.literal('ready'),
    fresh: z.boolean().meta({ description: 'True when every source is fresh.' }),
    sources: z.array(
      z.object({ id: z.string(), status: z.enum(SOURCE_STATUS), sourceUpdatedAt: z.string().nullable() }),
    ),
    failedEntries: z
      .array(z.object({ guideId: z.string(), entryId: z.string() }))
      .meta({ description: 'Entries whose last merge failed; their last good record is served.' }),
  }),
  problems: ['unavailable'],
  caching: 'never',
});
