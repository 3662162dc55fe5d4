import { once } from 'node:events';
import { connect } from 'node:net';
import { request, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Controller, Get, Module, Req, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ask, serve } from '../../test/support/http.js';
import { until } from '../../test/support/program.js';
import { sendStream } from './stream-answer.js';

// Made-up content. It hardly compresses, so that coded and plain answers are read alike.
const noise = (i: number): string => Array.from({ length: 2000 }, (_, n) => Math.sin(i * 7919 + n).toString(36)).join();
const made = { chunks: 0, ended: 0, failAt: Infinity, length: 0 };

async function* chunks(): AsyncGenerator<string> {
  try {
    for (; made.chunks < made.length;) {
      await Promise.resolve();
      if (made.chunks === made.failAt) throw new Error('made-up failure');
      made.chunks += 1;
      yield `${String(made.chunks)} ${noise(made.chunks)}\n`;
    }
  } finally {
    made.ended += 1;
  }
}

@Controller()
class SampleController {
  @Get('long')
  long(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': 'attachment' };
    sendStream(request, reply, { headers, chunks: chunks(), trailers: { 'X-Row-Count': () => String(made.chunks) } });
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

let base: string;
let app: NestFastifyApplication;
beforeAll(async () => ({ base, app } = await serve(SampleModule)));
afterAll(() => app.close());
beforeEach(() => {
  Object.assign(made, { chunks: 0, ended: 0, failAt: Infinity, length: 50 });
});

async function begin(headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const call = request(`${base}/long`, { headers, agent: false });
  call.end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return response;
}

const CODINGS = ['identity', 'gzip', 'br'] as const;
const decode = { identity: (bytes: Buffer) => bytes, gzip: gunzipSync, br: brotliDecompressSync };

describe.each(CODINGS)('an answer in chunks, sent as %s', (coding) => {
  const headers = { 'accept-encoding': coding };

  it('arrives whole, without ETag, and tells in a trailer how much it was', async () => {
    const response = await begin(headers);
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part as Buffer);
    const lines = decode[coding](Buffer.concat(parts)).toString().trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(Array.from({ length: 50 }, (_, i) => String(i + 1)));
    expect(response.trailers['x-row-count']).toBe('50');
    expect([response.headers.etag, response.headers.vary]).toEqual([undefined, 'Accept-Encoding']);
    expect(response.headers['content-encoding']).toBe(coding === 'identity' ? undefined : coding);
  });

  it('waits for a reader that does not read, and ends when the reader leaves', async () => {
    made.length = 100_000;
    const response = await begin(headers);
    response.pause();
    let before = -1;
    // Buffers of both sides fill up; then nothing more is made.
    await until(async () => {
      const standsStill = made.chunks === before;
      before = made.chunks;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return standsStill && made.chunks === before;
    });
    expect(made.chunks).toBeLessThan(2000);
    response.destroy();
    await until(() => made.ended === 1);
    expect(made.chunks).toBeLessThan(before + 5);
  });

  it('is broken off when it cannot be made to its end', async () => {
    made.length = 2000;
    made.failAt = 1000;
    const response = await begin(headers);
    const read = async (): Promise<void> => {
      for await (const part of response) expect(part).toBeDefined();
    };
    await expect(read()).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
    expect(made.ended).toBe(1);
  });

  it('becomes a plain error when nothing was sent yet', async () => {
    made.failAt = 0;
    const answer = await ask(base, '/long', headers);
    expect([answer.status, answer.headers['content-encoding'], answer.headers['content-disposition']]).toEqual([
      500,
      undefined,
      undefined,
    ]);
    expect(answer.json()).toMatchObject({ status: 500, type: '/problems/internal-error' });
  });

  it('is not begun for HEAD', async () => {
    const answer = await ask(base, '/long', headers, 'HEAD');
    expect([answer.status, answer.headers['content-type'], answer.bytes.length]).toEqual([
      200,
      'text/plain; charset=utf-8',
      0,
    ]);
    expect(answer.headers['content-length']).toBeUndefined();
    expect(made.chunks).toBe(0);
  });
});

it('has neither chunks nor trailers for HTTP/1.0', async () => {
  made.length = 3;
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname, () => socket.write('GET /long HTTP/1.0\r\n\r\n'));
  let received = '';
  socket.on('data', (part: Buffer) => (received += part.toString()));
  await once(socket, 'end');
  socket.destroy();
  const [head, body] = received.split('\r\n\r\n');
  expect(head?.toLowerCase()).not.toMatch(/transfer-encoding|trailer/);
  expect(body?.trimEnd().split('\n')).toHaveLength(3);
});
