import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The lines of a UTF-8 file (unpacked when its name ends in `.gz`), streamed. Throws when it cannot be read or unpacked. */
export async function* textLines(path: string): AsyncIterable<string> {
  let rest = '';
  for await (const chunk of textOf(path)) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function textOf(path: string): NodeJS.ReadableStream {
  const file = createReadStream(path);
  // The callback stays empty because a failure of either stream also ends the loop that reads the last one.
  const text = path.endsWith('.gz') ? pipeline(file, createGunzip(), () => undefined) : file;
  return text.setEncoding('utf8');
}
