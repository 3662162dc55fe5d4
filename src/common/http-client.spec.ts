import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FakeRegistry } from '../../test/support/fake-registry.js';
import type { Fault } from '../../test/support/fault.js';
import { QuickTiming } from '../../test/support/quick-timing.js';
import { HttpClient, type HttpClientOptions, type JsonRequest } from './http-client.js';
import { UpstreamError } from './upstream-error.js';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** A made-up record. */
const study = { protocolSection: { identificationModule: { nctId: 'NCT00000001', briefTitle: 'Made up' } } };

async function startRegistry(...faults: Fault[]): Promise<FakeRegistry> {
  const registry = await FakeRegistry.start([study]);
  running.push(registry);
  faults.forEach((fault, n) => {
    registry.fault({ fault, request: n + 1 });
  });
  return registry;
}

async function startServer(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push({
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function clientFor(
  baseUrl: string,
  options: Partial<HttpClientOptions> = {},
): { http: HttpClient; timing: QuickTiming } {
  const timing = new QuickTiming();
  const hosts = [{ baseUrl, requestsPerMinute: 100_000 }];
  return { http: new HttpClient({ hosts, timing, timeLimits: { silence: 400, total: 10_000 }, ...options }), timing };
}

async function failureOf(http: HttpClient, url: string, request: Partial<JsonRequest> = {}): Promise<UpstreamError> {
  try {
    await http.getJson(url, { signal: new AbortController().signal, ...request });
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
  throw new Error('expected a failure');
}

const { signal } = new AbortController();

describe('HttpClient', () => {
  it('gets packed JSON and tells when it came', async () => {
    const registry = await startRegistry();
    const { http } = clientFor(registry.baseUrl);
    const answer = await http.getJson(`${registry.baseUrl}/studies`, { query: { 'query.cond': '"a b"' }, signal });
    expect(answer).toMatchObject({ status: 200, body: { studies: [] } });
    expect(answer.headers['etag']).toBeDefined();
    expect(Date.parse(answer.receivedAt)).not.toBeNaN();
    expect(registry.requests[0]).toMatchObject({ query: { 'query.cond': '"a b"' } });
  });

  it('names itself and asks for packed JSON', async () => {
    const registry = await startRegistry();
    await clientFor(registry.baseUrl).http.getJson(`${registry.baseUrl}/version`, { signal });
    const headers = registry.requests[0]?.headers;
    expect(headers?.['user-agent']).toMatch(/^Trialweave\/\d+\.\d+\.\d+/);
    expect(headers?.accept).toBe('application/json');
    expect(headers?.['accept-encoding']).toContain('gzip');
  });

  it.each<[string, Fault, string]>([
    ['a stalled answer', { kind: 'stall' }, 'timeout'],
    ['an answer that stalls in its middle', { kind: 'stall-in-body' }, 'timeout'],
    ['a reset connection', { kind: 'reset' }, 'network'],
    ['a connection cut in the body', { kind: 'cut', how: 'connection' }, 'network'],
    ['JSON cut short', { kind: 'cut', how: 'json' }, 'malformed'],
    ['packed JSON cut short', { kind: 'cut', how: 'gzip' }, 'malformed'],
    ['too many requests', { kind: 'too-many-requests' }, 'rate-limited'],
    ['a guard page with 403', { kind: 'forbidden-html' }, 'html'],
    ['a page with 200', { kind: 'html' }, 'html'],
    ['a server error', { kind: 'server-error' }, 'http'],
  ])('recovers from %s, and says what it was when it stays', async (_name, fault, kind) => {
    const registry = await startRegistry(fault);
    const { http, timing } = clientFor(registry.baseUrl);
    const answer = await http.getJson(`${registry.baseUrl}/studies`, { signal });
    expect(answer.status).toBe(200);
    expect(registry.requests).toHaveLength(2);
    expect(timing.pauses).toHaveLength(1);

    registry.fault({ fault, times: 100 });
    const error = await failureOf(http, `${registry.baseUrl}/studies`);
    expect(error.kind).toBe(kind);
    expect(error.attempts).toBeGreaterThan(2);
    expect(error.message).toContain(`${registry.baseUrl}/studies`);
  });

  it('reads an answer that trickles in, however long it takes in all', async () => {
    const registry = await startRegistry({ kind: 'slow-drip', pieces: 8, pauseMs: 50 });
    const { http } = clientFor(registry.baseUrl, { timeLimits: { silence: 2_000, total: 60_000 } });
    await expect(http.getJson(`${registry.baseUrl}/studies`, { signal })).resolves.toMatchObject({ status: 200 });
    expect(registry.requests).toHaveLength(1);
  });

  it('ends an attempt that trickles on beyond its total time', async () => {
    const registry = await startRegistry({ kind: 'slow-drip', pieces: 100, pauseMs: 40 });
    const { http } = clientFor(registry.baseUrl, { timeLimits: { silence: 30_000, total: 1_000 } });
    await http.getJson(`${registry.baseUrl}/studies`, { signal });
    expect(registry.requests).toHaveLength(2);
  });

  it.each([
    [400, 'Parameter `nctId` has incorrect format'],
    [404, 'NCT number NCT99999999 not found'],
    [403, 'Forbidden'],
  ])('does not repeat a %p and quotes its text', async (status, body) => {
    const registry = await startRegistry({ kind: 'text', status, body });
    const error = await failureOf(clientFor(registry.baseUrl).http, `${registry.baseUrl}/version`);
    expect(error).toMatchObject({ kind: 'http', status, excerpt: body, attempts: 1 });
    expect(registry.requests).toHaveLength(1);
  });

  it('quotes a guard page without its markup', async () => {
    const registry = await startRegistry();
    registry.fault({ fault: { kind: 'forbidden-html' }, times: 100 });
    const error = await failureOf(clientFor(registry.baseUrl).http, `${registry.baseUrl}/version`);
    expect(error).toMatchObject({ kind: 'html', status: 403, excerpt: 'Request blocked Made-up guard page' });
    expect(registry.requests).toHaveLength(3);
  });

  it('waits as long as Retry-After says, in seconds or until a date', async () => {
    const inHalfAMinute = new Date(Date.now() + 30_000).toUTCString();
    const registry = await startRegistry(
      { kind: 'too-many-requests', retryAfter: '7' },
      { kind: 'server-error', status: 503, retryAfter: inHalfAMinute },
    );
    const { http, timing } = clientFor(registry.baseUrl);
    await http.getJson(`${registry.baseUrl}/version`, { signal });
    expect(timing.pauses[0]).toBe(7_000);
    expect(timing.pauses[1]).toBeGreaterThan(20_000);
    expect(timing.pauses[1]).toBeLessThanOrEqual(30_000);
  });

  it('leaves an upstream alone that wants to be for over a minute, and reports for how long', async () => {
    const registry = await startRegistry();
    registry.fault({ fault: { kind: 'too-many-requests', retryAfter: '3600' }, times: 100 });
    const error = await failureOf(clientFor(registry.baseUrl).http, `${registry.baseUrl}/version`);
    expect(error).toMatchObject({ kind: 'rate-limited', status: 429, retryAfter: 3600, attempts: 1 });
  });

  it('measures a packed body unpacked and refuses what is too long, once', async () => {
    const registry = await startRegistry();
    registry.fault({ fault: { kind: 'oversized', bytes: 200_000 }, times: 100 });
    const { http } = clientFor(registry.baseUrl, { maxBodyBytes: 100_000 });
    const error = await failureOf(http, `${registry.baseUrl}/studies`);
    expect(error).toMatchObject({ kind: 'too-large', attempts: 1 });
  });

  it('hands expected statuses on, with their text', async () => {
    const registry = await startRegistry();
    const { http } = clientFor(registry.baseUrl);
    const answer = await http.getJson(`${registry.baseUrl}/studies/NCT99999999`, { signal, expect: [404] });
    expect(answer).toMatchObject({ status: 404, body: 'NCT number NCT99999999 not found' });
  });

  it('does not take a page with an expected status for an answer', async () => {
    const base = await startServer((_request, response) => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html><p>Wrong door</p></html>');
    });
    const error = await failureOf(clientFor(base).http, base, { expect: [404] });
    expect(error).toMatchObject({ kind: 'html', excerpt: 'Wrong door' });
  });

  it('tries again when the body has an unknown shape, then tells what is wrong with it', async () => {
    const registry = await startRegistry({ kind: 'json', body: 'odd' });
    const { http } = clientFor(registry.baseUrl);
    const check = (body: unknown): string | null => (typeof body === 'object' ? null : 'no object');
    await expect(http.getJson(`${registry.baseUrl}/version`, { signal, check })).resolves.toMatchObject({
      status: 200,
    });
    registry.fault({ fault: { kind: 'json', body: 'odd' }, times: 100 });
    const error = await failureOf(http, `${registry.baseUrl}/version`, { check });
    expect(error.kind).toBe('contract');
    expect(error.message).toContain('no object');
  });

  it('follows a redirect on the same host, and shows one that is expected', async () => {
    const registry = await startRegistry({ kind: 'redirect', status: 308, location: '/api/v2/version' });
    const { http } = clientFor(registry.baseUrl);
    await expect(http.getJson(`${registry.baseUrl}/elsewhere`, { signal })).resolves.toMatchObject({ status: 200 });
    registry.fault({ fault: { kind: 'redirect', status: 301, location: '/api/v2/studies/NCT00000001' } });
    const answer = await http.getJson(`${registry.baseUrl}/studies/NCT00000002`, { signal, expect: [301] });
    expect(answer).toMatchObject({ status: 301, body: null, headers: { location: '/api/v2/studies/NCT00000001' } });
  });

  it('never follows a redirect to another host', async () => {
    const other = await startRegistry();
    const registry = await startRegistry({ kind: 'redirect', status: 302, location: `${other.baseUrl}/version` });
    const error = await failureOf(clientFor(registry.baseUrl).http, `${registry.baseUrl}/version`);
    expect(error.kind).toBe('http');
    expect(error.message).toContain('not followed');
    expect(other.requests).toHaveLength(0);
  });

  it('stops following redirects that go in a circle', async () => {
    const base = await startServer((_request, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    const error = await failureOf(clientFor(base).http, base);
    expect(error.message).toContain('redirects too often');
  });

  it('asks no host that it was not given', async () => {
    const other = await startRegistry();
    const error = await failureOf(clientFor('http://127.0.0.1:9').http, `${other.baseUrl}/version`);
    expect(error.message).toContain('may be asked');
    expect(other.requests).toHaveLength(0);
  });

  it('reports a host that does not answer', async () => {
    const registry = await startRegistry();
    const url = `${registry.baseUrl}/version`;
    await registry.stop();
    running.length = 0;
    const error = await failureOf(clientFor(url).http, url);
    expect(error).toMatchObject({ kind: 'network', attempts: 5 });
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('gives up at once when the caller does, in the middle of an answer', async () => {
    const registry = await startRegistry({ kind: 'stall-in-body' });
    const controller = new AbortController();
    const { http } = clientFor(registry.baseUrl, { timeLimits: { silence: 60_000, total: 60_000 } });
    setTimeout(() => {
      controller.abort();
    }, 50);
    const error = await failureOf(http, `${registry.baseUrl}/studies`, { signal: controller.signal });
    expect(error).toMatchObject({ kind: 'aborted', attempts: 1 });
  });

  it('gives up at once when the caller does, while waiting to try again', async () => {
    const registry = await startRegistry();
    registry.fault({ fault: { kind: 'too-many-requests', retryAfter: '59' }, times: 100 });
    const controller = new AbortController();
    const hosts = [{ baseUrl: registry.baseUrl, requestsPerMinute: 100_000 }];
    setTimeout(() => {
      controller.abort();
    }, 50);
    const error = await failureOf(new HttpClient({ hosts }), `${registry.baseUrl}/version`, {
      signal: controller.signal,
    });
    expect(error.kind).toBe('aborted');
    expect(registry.requests).toHaveLength(1);
  });

  it('does not begin when the caller has given up already', async () => {
    const registry = await startRegistry();
    const { http } = clientFor(registry.baseUrl);
    const error = await failureOf(http, `${registry.baseUrl}/version`, { signal: AbortSignal.abort() });
    expect(error.kind).toBe('aborted');
    expect(registry.requests).toHaveLength(0);
  });

  describe('with a made-up key in the query', () => {
    const secretQuery = { api_key: 'made-up/secret' };
    const shown = (error: UpstreamError): string => JSON.stringify([error.message, error.url, error.excerpt]);

    it('sends it, also after a redirect that repeats it, and shows it nowhere', async () => {
      const asked: string[] = [];
      const baseUrl = await startServer((request, response) => {
        asked.push(request.url ?? '');
        if (request.url?.startsWith('/moved') === true) response.writeHead(500).end(`no: ${request.url}`);
        else response.writeHead(302, { location: `/moved${(request.url ?? '').slice('/record'.length)}` }).end();
      });
      const error = await failureOf(clientFor(baseUrl).http, `${baseUrl}/record`, { query: { id: '1' }, secretQuery });
      expect(asked.slice(0, 2)).toEqual([
        '/record?id=1&api_key=made-up%2Fsecret',
        '/moved?id=1&api_key=made-up%2Fsecret',
      ]);
      expect(shown(error)).not.toMatch(/secret|api_key=made/);
      expect(error.excerpt).toContain('(not shown)');
    });

    it('does not show it where an excerpt is cut, nor in the address that a redirect made of it', async () => {
      const answers = await startServer((request, response) => {
        const asked = request.url ?? '';
        if (asked.startsWith('/long')) response.writeHead(500).end(`${'.'.repeat(195)}made-up/secret`);
        else if (asked.startsWith('/back')) response.writeHead(410).end('no');
        else response.writeHead(302, { location: `/back?to=${encodeURIComponent(asked)}` }).end();
      });
      const { http } = clientFor(answers);
      const cut = await failureOf(http, `${answers}/long`, { secretQuery });
      expect(cut.excerpt).toMatch(/^[.]{195}\(not/);
      const led = await failureOf(http, `${answers}/record`, { secretQuery });
      expect(led.url).toContain('/back?to=');
      expect(shown(led)).not.toMatch(/made-up|secret/);
    });

    it.each([
      ['as it is', 'made-up/secret'],
      ['in escapes', 'made-up\\u002fsecret'],
    ])('takes no answer that repeats it %s', async (_how, repeated) => {
      const base = await startServer((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(`{"of":"${repeated}"}`);
      });
      const error = await failureOf(clientFor(base).http, base, { secretQuery });
      expect(error).toMatchObject({ kind: 'contract', status: 200 });
      expect(shown(error)).not.toContain('secret"');
    });

    it('does not show it when it is sent elsewhere, or refused', async () => {
      const baseUrl = await startServer((request, response) => {
        response.writeHead(302, { location: `http://elsewhere.invalid${request.url ?? ''}` }).end();
      });
      const error = await failureOf(clientFor(baseUrl).http, `${baseUrl}/record`, { secretQuery });
      expect(shown(error)).not.toContain('secret');
      expect(error.message).toContain('is not followed');
    });
  });

  it('takes no more bytes than the request allows', async () => {
    const registry = await startRegistry({ kind: 'oversized', bytes: 5_000 });
    const { http } = clientFor(registry.baseUrl);
    const error = await failureOf(http, `${registry.baseUrl}/studies`, { maxBodyBytes: 1_000 });
    expect(error).toMatchObject({ kind: 'too-large' });
    expect(error.message).toContain('1000 bytes');
  });
});
