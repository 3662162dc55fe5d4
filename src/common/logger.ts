import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** The log: JSON lines on standard error, so that standard output stays for answers. */
export function createLogger(level: string): Logger {
  const options = { level, base: null, formatters: { level: (label: string) => ({ level: label }) } };
  return pino(options, pino.destination({ fd: 2, sync: true }));
}

/** Nest's own messages as lines of the log. */
export class NestLog implements LoggerService {
  constructor(private readonly sink: Pick<Logger, 'debug' | 'warn' | 'error' | 'fatal'>) {}

  /** Nest tells at length about its start; that is detail. */
  log(message: unknown, ...context: unknown[]): void {
    this.sink.debug({ event: 'nest', context }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.sink.warn({ event: 'nest', context }, String(message));
  }

  error(message: unknown, ...context: unknown[]): void {
    this.sink.error({ event: 'nest', context }, String(message));
  }

  fatal(message: unknown, ...context: unknown[]): void {
    this.sink.fatal({ event: 'nest', context }, String(message));
  }
}

/** Token under which the log is handed out. */
export const LOG = Symbol('LOG');
export type { Logger };
