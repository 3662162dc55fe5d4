import type { IncomingMessage } from 'node:http';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyInstance } from 'fastify';
import type { Logger } from '../common/logger.js';
import type { Config } from '../config/config.js';
import { addressFault, routableUrl, SEGMENT_LIMIT } from './address.js';
import { AllowedMethods } from './allowed-methods.js';
import { answerUnreadable } from './client-error.js';
import { addAssets } from './assets.js';
import { addDocsPage } from './docs-page.js';
import { addEtags } from './etag.plugin.js';
import { ONE_FORM, problemOfStatus, type ErrorForms } from './problem-body.js';
import { ProblemFilter } from './problem.filter.js';
import { addRateLimit } from './rate-limit.js';
import { addReadyAnswers, type DataState } from './ready-answers.js';
import { addRequestLog } from './request-log.js';
import { addSecurity } from './security.js';

/** Nothing the service takes is larger. */
const BODY_LIMIT = 64 * 1024;

/** What the HTTP side needs of the configuration. */
export type HttpConfig = Pick<Config, 'trustProxy' | 'corsOrigins' | 'embedFrameAncestors' | 'rateLimitPerMinute'>;

/** The server, before Nest adds its routes; hand it to `NestFactory.create`. */
export function createHttpAdapter(config: HttpConfig, log: Logger): FastifyAdapter {
  return new FastifyAdapter({
    loggerInstance: log,
    // Our own line for each request says less: no query, no address.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: SEGMENT_LIMIT },
    rewriteUrl: (request: IncomingMessage) => routableUrl(request.url ?? '/'),
    clientErrorHandler: answerUnreadable,
  });
}

/** Everything that applies to every answer; with `dataState`, answers are kept ready until data changes. call it before `app.init()` or `app.listen()`. */
export async function configureApp(
  app: NestFastifyApplication,
  config: HttpConfig,
  dataState: DataState | null = null,
  errorForms: ErrorForms = ONE_FORM,
): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const allowedMethods = new AllowedMethods(server);
  app.useGlobalFilters(new ProblemFilter(allowedMethods, errorForms));
  await addSecurity(server, config);
  addRateLimit(server, config.rateLimitPerMinute);
  refuseFaultyAddresses(server);
  if (dataState !== null) addReadyAnswers(server, dataState);
  addEtags(server);
  addRequestLog(server);
  addAssets(server);
  await addDocsPage(server);
}

/** After the rate limit and with every header, so that wrong addresses are answered like anything else that is wrong. */
function refuseFaultyAddresses(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const status = addressFault(request.originalUrl);
    done(status === null ? undefined : problemOfStatus(status));
  });
}
