import type { Transform } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

/** How a body is sent. */
export type Coding = 'br' | 'gzip' | 'identity';

/** Bodies that fit in one packet anyway gain nothing. */
const WORTH_COMPRESSING = 1024;
/** Bytes of compressed answers kept ready. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** More costs far more time than it saves bytes. */
const BROTLI_PARAMS = { [constants.BROTLI_PARAM_QUALITY]: 4 };

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** The coding for a body of `size` bytes, given Accept-Encoding (RFC 9110, section 12.5.3). */
export function chooseCoding(acceptEncoding: string | undefined, size: number): Coding {
  if (acceptEncoding === undefined || size < WORTH_COMPRESSING) return 'identity';
  return negotiate(acceptEncoding.toLowerCase(), ['br', 'gzip', 'identity']) ?? 'identity';
}

/** Accept-Encoding of a request as one text. */
export function acceptEncodingOf(request: FastifyRequest): string | undefined {
  const accepted = request.headers['accept-encoding'];
  return Array.isArray(accepted) ? accepted.join(',') : accepted;
}

/** A stream that codes what is written to it, null when it is sent as it is. */
export function codingStream(coding: Coding): Transform | null {
  if (coding === 'identity') return null;
  return coding === 'gzip' ? createGzip() : createBrotliCompress({ params: BROTLI_PARAMS });
}

/** Compresses bodies and keeps the most recently used results, up to a fixed number of bytes. */
export class Compressor {
  private readonly kept = new LRUCache<string, Buffer>({ maxSize: KEPT_BYTES, sizeCalculation: (body) => body.length });

  /** The coded body; `key` names the body and its coding. */
  async compress(body: Buffer, coding: Coding, key: string): Promise<Buffer> {
    if (coding === 'identity') return body;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const coded = await encode(body, coding);
    this.kept.set(key, coded);
    return coded;
  }
}

function encode(body: Buffer, coding: 'br' | 'gzip'): Promise<Buffer> {
  if (coding === 'gzip') return gzipped(body);
  const params = { ...BROTLI_PARAMS, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return brotli(body, { params });
}
