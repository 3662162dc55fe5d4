import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from '../../test/support/http.js';
import { createLogger } from '../common/logger.js';
import { Answers } from './answers.decorator.js';
import { configureApp, createHttpAdapter } from './create-app.js';
import { operation } from './operation.js';
import { AskedAs, LINKED_JSON, type Asked } from './representation.js';

const made = { tag: 'made-up', summary: 'Made-up.', schema: null };
const both = { alternatives: [{ mediaType: LINKED_JSON, schemaName: 'MadeUp' }] };
/** How often each address was really answered. */
let answered = 0;
let state = 'first';

@Controller()
class SampleController {
  @Answers(operation({ ...made, ...both, id: 'both', path: '/v1/both' }))
  both(@AskedAs() asked: Asked): unknown {
    answered += 1;
    return asked;
  }

  @Answers(operation({ ...made, id: 'one', path: '/v1/one' }))
  one(): unknown {
    answered += 1;
    return { made: 'up' };
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

describe('answers that are kept ready', () => {
  let app: NestFastifyApplication;
  let base: string;
  const get = (path: string, accept?: string, host?: string) =>
    ask(base, path, { ...(accept === undefined ? {} : { accept }), ...(host === undefined ? {} : { host }) });

  beforeAll(async () => {
    const config = { trustProxy: false, corsOrigins: ['*'], embedFrameAncestors: ['*'], rateLimitPerMinute: 0 };
    const adapter = createHttpAdapter(config, createLogger('silent'));
    app = await NestFactory.create<NestFastifyApplication>(SampleModule, adapter, { logger: false });
    await configureApp(app, config, () => Promise.resolve(state));
    await app.listen(0, '127.0.0.1');
    base = await app.getUrl();
  });

  afterAll(() => app.close());

  beforeEach(() => {
    answered = 0;
    state = `${state}+`;
  });

  it('are given again as they were, until data changes', async () => {
    const [first, again] = [await get('/v1/both'), await get('/v1/both', '*/*')];
    expect([answered, again.text]).toEqual([1, first.text]);
    for (const name of ['etag', 'vary', 'content-type', 'cache-control'] as const) {
      expect([name, again.headers[name]]).toEqual([name, first.headers[name]]);
    }
    state = `${state}+`;
    await get('/v1/both');
    expect(answered).toBe(2);
  });

  it('are never given in another media type than was asked for', async () => {
    for (const round of [1, 2]) {
      const [plain, linked] = [await get('/v1/both', 'application/json'), await get('/v1/both', LINKED_JSON)];
      expect([round, answered]).toEqual([round, 2]);
      expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(linked.headers['content-type']).toBe(`${LINKED_JSON}; charset=utf-8`);
      const vary = 'Accept, Accept-Encoding';
      expect([plain.headers.vary, linked.headers.vary]).toEqual([vary, vary]);
      expect(plain.headers.etag).not.toBe(linked.headers.etag);
    }
  });

  it('are never given under another host, where the answer names itself by it', async () => {
    await get('/v1/both', LINKED_JSON, 'one.example');
    const other = await get('/v1/both', LINKED_JSON, 'two.example:8080');
    expect([answered, other.json()]).toEqual([2, { mediaType: LINKED_JSON, origin: 'http://two.example:8080' }]);
    await get('/v1/both', undefined, 'one.example');
    await get('/v1/both', undefined, 'two.example');
    expect(answered).toBe(3);
  });

  it('do not hide that nothing acceptable is there, and answers of one kind ask for nothing', async () => {
    await get('/v1/both');
    const refused = await get('/v1/both', 'text/html');
    expect([refused.status, refused.headers.vary]).toEqual([406, expect.stringContaining('Accept')]);
    expect(refused.json()).toMatchObject({ type: '/problems/not-acceptable' });
    expect((await get('/v1/one', 'text/html')).status).toBe(200);
    expect((await get('/v1/one')).headers.vary ?? '').not.toMatch(/Accept(?!-)/);
  });
});
