import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { rangeOf, type ByteRange } from './byte-range.js';
import { matches } from './etag.plugin.js';
import { ProblemError } from './problem.js';

/** A file whose content never changes under its address. */
export type FileAnswer = { path: string; size: number; sha256: string; type: string };

/** Sends a file or the range of it that is asked for. Throws a 416 problem. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileAnswer): void {
  const etag = `"${file.sha256}"`;
  void reply.headers({ etag, 'accept-ranges': 'bytes' });
  if (matches(request.headers['if-none-match'], etag)) {
    void reply.code(304).send();
    return;
  }
  const range = request.method === 'HEAD' ? null : wantedRange(request, file, etag);
  if (range !== null) {
    const { start, end } = range;
    void reply.code(206).header('content-range', `bytes ${start}-${end}/${file.size}`);
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  void reply.type(file.type).header('content-length', end - start + 1);
  void reply.send(request.method === 'HEAD' ? Readable.from([]) : createReadStream(file.path, { start, end }));
}

function wantedRange(request: FastifyRequest, { size }: FileAnswer, etag: string): ByteRange | null {
  const condition = request.headers['if-range'];
  // A part only fits to a part of the very same bytes (RFC 9110, section 13.1.5); a date is no proof of that.
  if (condition !== undefined && condition !== etag) return null;
  const range = rangeOf(request.headers.range, size);
  if (range !== 'outside') return range;
  const headers = { 'content-range': `bytes */${size}` };
  throw new ProblemError('range-not-satisfiable', `The file has ${size} bytes.`, { headers });
}
