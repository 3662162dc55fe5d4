/** A header of answers, as the description of the service tells it. `exposed`: a script of another origin may read it. */
export type ResponseHeaderAbout = { description: string; schema: { type: string; minimum?: number }; exposed: boolean };

const text = (description: string, exposed = true): ResponseHeaderAbout => ({
  description,
  schema: { type: 'string' },
  exposed,
});
const number = (description: string, minimum: number): ResponseHeaderAbout => ({
  description,
  schema: { type: 'integer', minimum },
  exposed: true,
});

/** Headers that answers carry, with what they mean. */
export const RESPONSE_HEADERS = {
  Allow: text('Methods that the address takes.', false),
  ETag: text('Strong validator of exactly these bytes (RFC 9110); each content coding has its own.'),
  'Cache-Control': text('How long the answer may be kept.', false),
  Location: text('The one true address.'),
  RateLimit: text(
    'What is left in the current minute: `"minute";r=<requests>;t=<seconds>`; absent when nothing is limited.',
  ),
  'RateLimit-Policy': text('What a client may ask for: `"minute";q=<requests>;w=60`; absent when nothing is limited.'),
  'Retry-After': number('Seconds to wait.', 1),
  'X-Total-Count': number('Studies that passed the filters when the export began; absent above 100,000.', 0),
  'X-Data-Version': text('`meta.dataVersion` when the export began.'),
  'X-Row-Count': number('Trailer field after the last chunk: studies that were sent.', 0),
  'X-Disclaimer': text('That this is no medical advice.'),
  'Accept-Ranges': text('`bytes`: parts can be asked for with `Range`, answered with 206.'),
  'Content-Range': text('Which part of the file this is (206), or how long the file is (416).'),
  'Content-Disposition': text('Name for the file.'),
  Vary: text('Request headers that the answer depends on.', false),
} as const satisfies Record<string, ResponseHeaderAbout>;

/** Name of such a header. */
export type ResponseHeader = keyof typeof RESPONSE_HEADERS;
