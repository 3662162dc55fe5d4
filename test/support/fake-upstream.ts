import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaultPlan, sendFaulty, type Fault, type FaultRule } from './fault.js';

/** A request as it came, with the status it was answered with (0 while it has no answer). */
export type LoggedRequest = {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  status: number;
};

/** What a fake knows of a request; `packed`: the client takes gzip. */
export type Asked = { url: URL; packed: boolean; fault: Fault | null };

/** What stand-ins for upstreams have in common: a real server on this machine, a log of requests, and faults on demand. */
export abstract class FakeUpstream {
  readonly requests: LoggedRequest[] = [];
  readonly faults = new FaultPlan();
  private readonly server = createServer((request, response) => void this.serve(request, response));

  /** `prefix`: what stands before every path. */
  protected constructor(private readonly prefix: string) {}

  /** Root of the API, without a slash at the end. */
  get baseUrl(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}${this.prefix}`;
  }

  /** Starts on a port of 127.0.0.1, a free one for 0. */
  protected async listen(port: number): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Adds a fault for requests to come. */
  fault(rule: FaultRule): void {
    this.faults.add(rule);
  }

  /** The body that a right answer would have; faults are made from it. */
  protected abstract bodyOf(asked: Asked): string;

  /** Sends the right answer. */
  protected abstract answer(asked: Asked, response: ServerResponse): void;

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.baseUrl);
    const logged = { method: request.method ?? '', path: url.pathname, query: Object.fromEntries(url.searchParams) };
    const entry: LoggedRequest = { ...logged, headers: request.headers, status: 0 };
    this.requests.push(entry);
    response.on('finish', () => (entry.status = response.statusCode));
    const fault = this.faults.next(url.pathname + url.search);
    const asked: Asked = { url, fault, packed: request.headers['accept-encoding']?.includes('gzip') === true };
    if (fault !== null && (await sendFaulty(fault, response, () => this.bodyOf(asked)))) return;
    this.answer(asked, response);
  }
}
