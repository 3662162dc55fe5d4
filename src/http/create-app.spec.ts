import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Controller, Get, Header, Module, Param, StreamableFile } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, serve } from '../../test/support/http.js';
import { MovedError, studyGone, studyNotFound } from './problem.js';

// Made-up content: the plumbing does not look into it.
const LARGE = { text: 'made-up sentence. '.repeat(400) };
const state = { text: 'first' };

@Controller()
class SampleController {
  @Get('small')
  small(): unknown {
    return state;
  }

  @Get('large')
  large(): unknown {
    return LARGE;
  }

  @Get('fresh')
  @Header('cache-control', 'no-store')
  fresh(): unknown {
    return LARGE;
  }

  @Get('stream')
  stream(): StreamableFile {
    return new StreamableFile(Readable.from(['a'.repeat(3000)]), { type: 'text/plain' });
  }

  @Get('items/:id')
  item(@Param('id') id: string): unknown {
    if (id === 'old') throw new MovedError('/items/new');
    if (id === 'gone') throw studyGone('NCT00000000', '2026-01-02T03:04:05.000Z', { briefTitle: 'Made-up' });
    if (id === 'none') throw studyNotFound('NCT00000000');
    throw new Error(`secret of ${id}`);
  }

  @Get('health/live')
  live(): unknown {
    return { status: 'ok' };
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

let base: string;
let app: NestFastifyApplication;
beforeAll(async () => ({ base, app } = await serve(SampleModule)));
afterAll(() => app.close());

/** What comes back for bytes that no HTTP client would send. */
function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
    socket.on('end', () => {
      socket.end();
      resolve(received);
    });
    socket.on('error', reject);
  });
}

describe('conditional requests', () => {
  it('answers 304 without a body when the ETag is known, alone, in a list, weak or as *', async () => {
    const first = await ask(base, '/small');
    const etag = first.headers.etag ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await ask(base, '/small', { 'if-none-match': header });
      expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, etag]);
      expect(again.headers['cache-control']).toBe(first.headers['cache-control']);
    }
    expect((await ask(base, '/small', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('changes the ETag when a byte changes, and only then', async () => {
    const before = await ask(base, '/small');
    expect((await ask(base, '/small')).headers.etag).toBe(before.headers.etag);
    state.text = 'second';
    const after = await ask(base, '/small');
    state.text = 'first';
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  it('gives each coding its own ETag and no other coding a 304', async () => {
    const plain = await ask(base, '/large');
    const gzip = await ask(base, '/large', { 'accept-encoding': 'gzip' });
    const brotli = await ask(base, '/large', { 'accept-encoding': 'gzip, br' });
    expect(new Set([plain, gzip, brotli].map((answer) => answer.headers.etag)).size).toBe(3);
    const crossed = await ask(base, '/large', { 'accept-encoding': 'gzip', 'if-none-match': plain.headers.etag ?? '' });
    expect(crossed.status).toBe(200);
    const same = await ask(base, '/large', { 'accept-encoding': 'gzip', 'if-none-match': gzip.headers.etag ?? '' });
    expect(same.status).toBe(304);
  });

  it('gives no ETag to an answer that must not be stored, nor to a stream', async () => {
    const fresh = await ask(base, '/fresh', { 'accept-encoding': 'gzip' });
    expect(fresh.headers).not.toHaveProperty('etag');
    expect(fresh.headers['content-encoding']).toBe('gzip');
    const stream = await ask(base, '/stream', { 'accept-encoding': 'gzip' });
    expect(stream.text).toBe('a'.repeat(3000));
    expect(stream.headers).not.toHaveProperty('etag');
  });
});

describe('content coding', () => {
  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['br', 'br', brotliDecompressSync],
    ['GZIP;q=0.5, br;q=0.9', 'br', brotliDecompressSync],
    ['*', 'br', brotliDecompressSync],
  ])('with Accept-Encoding "%s" sends %s that decodes to the same bytes', async (accepted, coding, decode) => {
    const answer = await ask(base, '/large', { 'accept-encoding': accepted });
    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
    expect(JSON.parse(decode(answer.bytes).toString())).toEqual(LARGE);
    expect(answer.headers.vary).toContain('Accept-Encoding');
  });

  it('leaves small bodies and clients that want none alone, and still varies', async () => {
    for (const [path, accepted] of [
      ['/small', 'br'],
      ['/large', 'identity'],
      ['/large', 'gzip;q=0'],
    ] as const) {
      const answer = await ask(base, path, { 'accept-encoding': accepted });
      expect(answer.headers).not.toHaveProperty('content-encoding');
      expect(answer.headers.vary).toContain('Accept-Encoding');
    }
  });
});

describe('HEAD', () => {
  it('has the headers of GET and no body', async () => {
    for (const accepted of ['identity', 'gzip']) {
      const got = await ask(base, '/large', { 'accept-encoding': accepted });
      const head = await ask(base, '/large', { 'accept-encoding': accepted }, 'HEAD');
      expect(head.bytes.length).toBe(0);
      for (const name of [
        'etag',
        'content-length',
        'content-type',
        'content-encoding',
        'cache-control',
        'vary',
      ] as const) {
        expect([name, head.headers[name]]).toEqual([name, got.headers[name]]);
      }
    }
  });
});

describe('errors', () => {
  const PROBLEM = 'application/problem+json; charset=utf-8';

  it('names an unknown address', async () => {
    const answer = await ask(base, '/nowhere?x=1');
    expect([answer.status, answer.headers['content-type']]).toEqual([404, PROBLEM]);
    expect(answer.json()).toMatchObject({ type: '/problems/route-not-found', status: 404, instance: '/nowhere' });
  });

  it('answers 405 with Allow when only the method is wrong', async () => {
    const answer = await ask(base, '/items/7', {}, 'DELETE');
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(answer.json()).toMatchObject({ type: '/problems/method-not-allowed' });
  });

  it.each(['/items/%E0%A4%A', '/%zz', '/items/%00', '/small?name=%zz'])(
    'answers 400 for the malformed address %s',
    async (path) => {
      const answer = await ask(base, path);
      expect([answer.status, answer.headers['content-type']]).toEqual([400, PROBLEM]);
      expect(answer.json()).toMatchObject({ type: '/problems/bad-request', status: 400, instance: path.split('?')[0] });
    },
  );

  it('answers 414 when a part of the path is longer than any id', async () => {
    const answer = await ask(base, `/items/${'a'.repeat(201)}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([414, PROBLEM]);
  });

  it.each([
    ['a head that is too large', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: made-up\r\n\r\n`, 431],
    ['what is no HTTP at all', 'made-up\r\n\r\n', 400],
  ])('answers %s as a problem', async (_what, sent, status) => {
    const [head = '', body = ''] = (await send(sent)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain(`content-type: ${PROBLEM}`);
    expect(JSON.parse(body)).toMatchObject({ status });
  });

  it('sends nothing after the head to a HEAD whose head is too large', async () => {
    const answer = await send(`HEAD /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: made-up\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 [^]*\r\n\r\n$/);
  });

  it('hides what went wrong inside', async () => {
    const answer = await ask(base, '/items/7');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret');
    expect(answer.json()).toMatchObject({ type: '/problems/internal-error', title: 'Internal error' });
  });

  it('carries further members, and is not cached', async () => {
    const answer = await ask(base, '/items/gone');
    expect([answer.status, answer.headers['cache-control']]).toEqual([410, 'no-store']);
    expect(answer.json()).toMatchObject({ goneAt: '2026-01-02T03:04:05.000Z', lastKnown: { briefTitle: 'Made-up' } });
    expect((await ask(base, '/items/none')).status).toBe(404);
  });

  it('sends a moved resource to its one address', async () => {
    const answer = await ask(base, '/items/old');
    expect([answer.status, answer.headers.location, answer.bytes.length]).toEqual([301, '/items/new', 0]);
  });
});

describe('security', () => {
  it('lets data answers load, frame and run nothing', async () => {
    const { headers } = await ask(base, '/small', { origin: 'https://reader.example' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['permissions-policy']).toContain('geolocation=()');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it.each(['/nowhere', '/%zz', '/small?name=%zz', `/items/${'a'.repeat(201)}`])(
    'protects error answers too: %s',
    async (path) => {
      const { headers } = await ask(base, path, { origin: 'https://reader.example' });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['access-control-allow-origin']).toBe('*');
    },
  );

  it('lets only the configured origins read', async () => {
    const own = await serve(SampleModule, { corsOrigins: ['https://one.example', 'https://two.example'] });
    const allowed = await ask(own.base, '/large', { origin: 'https://two.example', 'accept-encoding': 'gzip' });
    const refused = await ask(own.base, '/large', { origin: 'https://three.example' });
    await own.app.close();
    expect(allowed.headers['access-control-allow-origin']).toBe('https://two.example');
    expect(allowed.headers.vary?.split(', ').sort()).toEqual(['Accept-Encoding', 'Origin']);
    expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('rate limit', () => {
  it('counts each client, says what is left, and answers 429 with Retry-After; health stays free', async () => {
    const own = await serve(SampleModule, { rateLimitPerMinute: 2, trustProxy: true });
    const as = (client: string) => ask(own.base, '/small', { 'x-forwarded-for': client });
    const [first, second, third] = [await as('192.0.2.1'), await as('192.0.2.1'), await as('192.0.2.1')];
    const other = await as('192.0.2.2');
    const health = await ask(own.base, '/health/live', { 'x-forwarded-for': '192.0.2.1' });
    await own.app.close();
    expect([first, second, third, other, health].map((answer) => answer.status)).toEqual([200, 200, 429, 200, 200]);
    expect(first.headers['ratelimit-policy']).toBe('"minute";q=2;w=60');
    expect(first.headers['ratelimit']).toMatch(/^"minute";r=1;t=\d+$/);
    expect(third.headers['ratelimit']).toMatch(/^"minute";r=0;t=\d+$/);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect(third.json()).toMatchObject({ type: '/problems/too-many-requests', status: 429 });
    expect(health.headers).not.toHaveProperty('ratelimit');
  });

  it('counts addresses that cannot be read', async () => {
    const own = await serve(SampleModule, { rateLimitPerMinute: 2 });
    const answers = [await ask(own.base, '/%zz'), await ask(own.base, '/%00'), await ask(own.base, '/%zz')];
    await own.app.close();
    expect(answers.map((answer) => answer.status)).toEqual([400, 400, 429]);
    expect(answers[0]?.headers['ratelimit']).toMatch(/^"minute";r=1;t=\d+$/);
  });
});
