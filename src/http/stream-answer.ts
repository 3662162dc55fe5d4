import { pipeline, Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { acceptEncodingOf, chooseCoding, codingStream, type Coding } from './content-coding.js';
import type { ResponseHeader } from './response-headers.js';
import { addVary } from './vary.js';

/**
 * An answer that is too long to hold: its headers, its chunks, which are made while the reader takes them and not ahead of
 * it, and trailer fields, which are asked for after the last chunk.
 */
export type StreamAnswer = {
  headers: Readonly<Partial<Record<ResponseHeader | 'Content-Type', string>>>;
  chunks: AsyncIterable<string>;
  trailers: Partial<Record<ResponseHeader, () => string>>;
};

/**
 * Sends such an answer. A reader that leaves ends the chunks; an error among them breaks the connection, so that a part
 * never looks like the whole.
 */
export function sendStream(request: FastifyRequest, reply: FastifyReply, answer: StreamAnswer): void {
  const coding = chooseCoding(acceptEncodingOf(request), Infinity);
  void reply.headers(answer.headers);
  addVary(reply, 'Accept-Encoding');
  if (coding !== 'identity') void reply.header('content-encoding', coding);
  if (request.method === 'HEAD') {
    void reply.send(Readable.from([]));
    return;
  }
  // Trailers need chunks, which HTTP/1.0 does not have.
  if (request.raw.httpVersion !== '1.0') addTrailers(reply, answer.trailers);
  void reply.send(coded(Readable.from(answer.chunks, { objectMode: false }), coding));
}

function coded(chunks: Readable, coding: Coding): Readable {
  const coder = codingStream(coding);
  // The callback stays empty because a failure of the chunks also ends the stream that is sent.
  return coder === null ? chunks : pipeline(chunks, coder, () => undefined);
}

function addTrailers(reply: FastifyReply, trailers: StreamAnswer['trailers']): void {
  for (const [name, valueOf] of Object.entries(trailers)) {
    reply.trailer(name, (_reply, _payload, done) => {
      done(null, valueOf());
    });
  }
}
