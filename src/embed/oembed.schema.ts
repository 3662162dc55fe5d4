import { z } from 'zod';

/** The answer to a consumer of oEmbed (https://oembed.com, section 2.3.4.4). */
export const oembed = z.object({
  type: z.literal('rich'),
  version: z.literal('1.0'),
  title: z.string(),
  provider_name: z.string(),
  provider_url: z.string(),
  cache_age: z.int().meta({ description: 'Seconds for which the answer may be kept.' }),
  html: z.string().meta({ description: 'One frame, titled.' }),
  width: z.int(),
  height: z.int(),
});

export type Oembed = z.output<typeof oembed>;
