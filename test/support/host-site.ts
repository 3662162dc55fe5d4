import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of a site: its markup, and its policy if it has one. */
export type HostPage = { html: string; policy?: string };

/** A made-up site of another origin, whose pages a test sets. */
export class HostSite {
  private readonly pages = new Map<string, HostPage>();

  private constructor(
    private readonly server: Server,
    readonly base: string,
  ) {}

  static async start(): Promise<HostSite> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // Another host as well as another port, so that cookies and storage would be shared with nobody.
    const site = new HostSite(server, `http://localhost:${String((server.address() as AddressInfo).port)}`);
    server.on('request', ({ url = '/' }, response) => {
      const page = site.pages.get(url.split('?', 1)[0] ?? '/');
      if (page === undefined) {
        response.writeHead(404).end();
        return;
      }
      const policy = page.policy === undefined ? {} : { 'content-security-policy': page.policy };
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...policy }).end(page.html);
    });
    return site;
  }

  /** Puts a page under a path and returns its address; `body` stands in a plain document. */
  put(path: string, body: string, policy?: string): string {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A made-up site</title></head><body><main><h1>A made-up site</h1>${body}<p id="after">What comes after.</p></main></body></html>`;
    this.pages.set(path, { html, ...(policy === undefined ? {} : { policy }) });
    return `${this.base}${path}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
