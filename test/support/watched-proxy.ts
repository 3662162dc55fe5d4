import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came in. */
export type SeenRequest = { path: string; headers: IncomingHttpHeaders };

/** Stands before a service: sees what it is asked, and can keep answers back. */
export class WatchedProxy {
  readonly seen: SeenRequest[] = [];
  /** What becomes of questions for data: passed on, refused, or never answered. */
  mode: 'pass' | 'fail' | 'silent' = 'pass';

  private constructor(
    private readonly server: Server,
    readonly base: string,
  ) {}

  static async start(target: string): Promise<WatchedProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new WatchedProxy(server, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    server.on('request', ({ url = '/', headers, method }, response) => {
      proxy.seen.push({ path: url, headers });
      if (!url.startsWith('/embed/v1/listing') || proxy.mode === 'pass') {
        pass(target, { url, headers, method }, response);
      } else if (proxy.mode === 'fail') response.writeHead(503, { 'access-control-allow-origin': '*' }).end('{}');
    });
    return proxy;
  }

  /** Paths asked for that begin with a text. */
  asked(start: string): string[] {
    return this.seen.map(({ path }) => path).filter((path) => path.startsWith(start));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function pass(
  target: string,
  { url, headers, method }: { url: string; headers: IncomingHttpHeaders; method?: string | undefined },
  response: ServerResponse,
): void {
  const { hostname, port } = new URL(target);
  const call = request({ hostname, port, path: url, headers, method }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  call.on('error', () => response.destroy());
  call.end();
}
