import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Measures } from './release-manifest.schema.js';

/** A fixed level: equal lines pack to equal bytes on one version of Node, which writes no time into the header. */
const LEVEL = 6;

/** Writes lines into a gzip file, waits for the disk, and measures both sides; without a path it only measures. */
export class PackedWriter {
  private readonly gzip = createGzip({ level: LEVEL });
  private readonly packed = createHash('sha256');
  private readonly content = createHash('sha256');
  private readonly written: Promise<void>;
  private bytes = 0;
  private contentBytes = 0;
  private lines = 0;

  constructor(path: string | null) {
    // `flush`: on the disk before the file counts as written, so that a manifest never speaks of what a power cut took.
    const sink = path === null ? nowhere() : createWriteStream(path, { flags: 'wx', flush: true });
    this.written = pipeline(this.gzip, this.measured(), sink);
    // Whoever writes or finishes gets the error; until then it must not end the process.
    this.written.catch(() => undefined);
  }

  /** Adds a line; resolves when the next one may follow. */
  async add(line: string): Promise<void> {
    const text = Buffer.from(`${line}\n`);
    this.content.update(text);
    this.contentBytes += text.length;
    this.lines += 1;
    if (!this.gzip.write(text)) await Promise.race([once(this.gzip, 'drain'), this.written]);
  }

  /** Ends the file. */
  async finish(): Promise<Measures> {
    this.gzip.end();
    await this.written;
    return {
      sha256: this.packed.digest('hex'),
      bytes: this.bytes,
      contentSha256: this.content.digest('hex'),
      contentBytes: this.contentBytes,
      lines: this.lines,
    };
  }

  /** Lets go of the file without ending it. */
  async abandon(): Promise<void> {
    this.gzip.destroy();
    await this.written.catch(() => undefined);
  }

  private measured(): (source: AsyncIterable<Buffer>) => AsyncIterable<Buffer> {
    const measure = async function* (this: PackedWriter, source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
      for await (const chunk of source) {
        this.packed.update(chunk);
        this.bytes += chunk.length;
        yield chunk;
      }
    };
    return measure.bind(this);
  }
}

function nowhere(): Writable {
  return new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
}
