import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_JSON, problemBody, problemOfStatus } from './problem-body.js';

const STATUS_OF_CODE: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

// A relative reference that leads back to the address asked for, which is not known here.
const SAME_ADDRESS = '';

/** Answers what is no HTTP request (or one with a head that is too large or too slow) in the form of every other error. */
export function answerUnreadable(error: Error & { code?: string; rawPacket?: unknown }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_OF_CODE[error.code ?? ''] ?? 400;
  const body = JSON.stringify(problemBody(problemOfStatus(status), SAME_ADDRESS));
  socket.end(`${head(status, Buffer.byteLength(body))}\r\n\r\n${asksForHead(error.rawPacket) ? '' : body}`);
}

/** To HEAD nothing may follow the head of the answer: a client would take it for the next one. */
function asksForHead(packet: unknown): boolean {
  return Buffer.isBuffer(packet) && packet.toString('latin1', 0, 5) === 'HEAD ';
}

function head(status: number, length: number): string {
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    `content-type: ${PROBLEM_JSON}`,
    `content-length: ${length}`,
    'cache-control: no-store',
    "content-security-policy: default-src 'none'",
    'x-content-type-options: nosniff',
    // No origin is known here, and the text is the same for everybody.
    'access-control-allow-origin: *',
    'connection: close',
  ].join('\r\n');
}
