import { request, type Agent, type IncomingHttpHeaders } from 'node:http';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '../../src/common/logger.js';
import { errorForms } from '../../src/error-forms.js';
import { configureApp, createHttpAdapter, type HttpConfig } from '../../src/http/create-app.js';
import type { DataState } from '../../src/http/ready-answers.js';

/** An answer as it came over the wire: nothing decoded, nothing followed. */
export type Answer = {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** The body as JSON. */
  json: () => unknown;
};

/** Asks over real HTTP; `path` may hold anything, it is sent as it is. Without an agent each question has its own connection. */
export function ask(
  base: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
  agent: Agent | false = false,
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve(answer(response.statusCode ?? 0, response.headers, Buffer.concat(chunks)));
      });
    });
    call.on('error', reject);
    call.end();
  });
}

function answer(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Answer {
  const text = bytes.toString('utf8');
  return { status, headers, bytes, text, json: () => JSON.parse(text) as unknown };
}

/** A quiet server without limits, to be changed where a test is about them. */
const QUIET: HttpConfig = { trustProxy: false, corsOrigins: ['*'], embedFrameAncestors: ['*'], rateLimitPerMinute: 0 };

/** A module served on a free port with everything that applies to every answer; with `dataState`, answers are kept ready. */
export async function serve(
  module: Type | DynamicModule,
  config: Partial<HttpConfig> = {},
  dataState: DataState | null = null,
): Promise<{ base: string; app: NestFastifyApplication }> {
  const http = { ...QUIET, ...config };
  const app = await NestFactory.create<NestFastifyApplication>(
    module,
    createHttpAdapter(http, createLogger('silent')),
    { logger: false },
  );
  await configureApp(app, http, dataState, errorForms({ publicUrl: null, reportUrl: null }));
  await app.listen(0, '127.0.0.1');
  return { base: await app.getUrl(), app };
}
