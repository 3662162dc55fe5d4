import { fastify } from 'fastify';
import { afterAll, describe, expect, it } from '@jest/globals';
import { originOf } from './representation.js';

describe('the origin that a request names', () => {
  const server = fastify({ trustProxy: true });
  server.get('/', (request) => ({ origin: originOf(request) }));
  const seenBy = async (headers: Record<string, string>): Promise<unknown> =>
    (await server.inject({ url: '/', headers })).json<{ origin: unknown }>().origin;

  afterAll(() => server.close());

  it('has the host that was asked, whatever a client writes into headers of proxies', async () => {
    const forwarded = { host: 'trials.example', 'x-forwarded-host': 'evil.example' };
    expect(await seenBy(forwarded)).toBe('http://trials.example');
  });

  it('has the scheme that a trusted proxy names, and no other than http and https', async () => {
    expect(await seenBy({ host: 'trials.example:8443', 'x-forwarded-proto': 'https' })).toBe(
      'https://trials.example:8443',
    );
    const written = { host: 'trials.example', 'x-forwarded-proto': 'https://evil.example/?' };
    expect(await seenBy(written)).toBe('http://trials.example');
  });

  it('is null where the host is no address', async () => {
    expect(await seenBy({ host: 'no host' })).toBeNull();
  });
});
