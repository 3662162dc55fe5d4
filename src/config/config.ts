import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { DatabaseTarget } from '../database/data-source.js';
import {
  flag,
  frameAncestors,
  httpUrl,
  option,
  reportTarget,
  sourceOptions,
  wholeNumber,
  type Option,
  type SourcePrefix,
} from './option.js';

/** The sources the project knows; each has a schedule, a root address and a request budget. */
export const SOURCE_IDS = ['clinicaltrials-gov', 'openfda', 'rxnorm', 'nci-drug-dictionary', 'pubmed'] as const;
export type SourceId = (typeof SOURCE_IDS)[number];

/** What is configured per source. */
export type SourceConfig = { schedule: string; baseUrl: string; requestsPerMinute: number; burst: number };

/** How many requests may follow each other at once: NCBI counts by the second (3, or 10 with a key), RxNav too (20). */
const BURSTS: Record<SourceId, number> = {
  'clinicaltrials-gov': 5,
  openfda: 5,
  rxnorm: 5,
  'nci-drug-dictionary': 5,
  pubmed: 1,
};
/** What a key changes of the defaults. */
const WITH_NCBI_KEY: Environment = { PUBMED_REQUESTS_PER_MINUTE: '480' };

/** Every option: how it is read, its default (null: none), what is allowed and what it means. docs/generated/configuration.md is made from it. */
export const OPTIONS = {
  PORT: option(
    wholeNumber(0, 65535),
    '3000',
    '0 to 65535',
    'Port to listen on; 0 picks a free one and the start line prints it.',
  ),
  HOST: option(z.string().min(1), '127.0.0.1', 'host name or address', 'Address to listen on.'),
  DATA_DIR: option(
    z.string().min(1),
    './data',
    'path',
    'Folder of the SQLite file and of the releases; made when missing.',
  ),
  DATABASE_URL: option(
    z.string().regex(/^(?:sqlite:.+|postgres(?:ql)?:\/\/.+)$/, 'sqlite:<path> or postgres://…'),
    null,
    'sqlite:<path> or postgres://…',
    'Database; without it a SQLite file in DATA_DIR.',
  ),
  DATABASE_READ_URL: option(
    z.string().regex(/^postgres(?:ql)?:\/\/.+$/, 'postgres://…'),
    null,
    'postgres://…',
    'Read replica (PostgreSQL only).',
  ),
  GUIDES_DIR: option(z.string().min(1), './guides', 'path', 'Folder of guide content, one folder a guide.'),
  SNAPSHOT: option(
    z.enum(['bundled', 'none'], { error: 'bundled or none' }),
    'bundled',
    'bundled, none',
    'Whether the shipped records are loaded into an empty database.',
  ),
  SYNC_SCOPE: option(
    z.enum(['guides', 'registry'], { error: 'guides or registry' }),
    'guides',
    'guides, registry',
    'Follow what the guides name, or mirror the whole registry.',
  ),
  SYNC_ENABLED: option(flag, 'true', 'true, false', 'Scheduler on or off.'),
  SYNC_ON_START: option(flag, 'true', 'true, false', 'Run every source that is due as soon as the service starts.'),
  ...sourceOptions('CLINICALTRIALS_GOV', 'ClinicalTrials.gov', {
    baseUrl: 'https://clinicaltrials.gov/api/v2',
    requestsPerMinute: '40',
    schedule: '0 30 14,20 * * 1-5',
    when: 'its data moves Monday to Friday, by 14:00 UTC',
  }),
  ...sourceOptions('OPENFDA', 'openFDA', {
    baseUrl: 'https://api.fda.gov',
    requestsPerMinute: '120',
    schedule: '0 10 5 * * *',
    when: 'labels and reports move daily to weekly; without a key 1,000 requests a day are allowed',
  }),
  ...sourceOptions('RXNORM', 'RxNorm', {
    baseUrl: 'https://rxnav.nlm.nih.gov/REST',
    requestsPerMinute: '600',
    schedule: '0 40 5 * * 1',
    when: 'it moves weekly; 20 requests a second are allowed',
  }),
  ...sourceOptions('NCI_DRUG_DICTIONARY', 'the NCI Drug Dictionary', {
    baseUrl: 'https://webapis.cancer.gov/drugdictionary/v1',
    requestsPerMinute: '60',
    schedule: '0 20 6 * * 1',
    when: 'it moves monthly; no limit is published',
  }),
  ...sourceOptions('PUBMED', 'PubMed', {
    baseUrl: 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils',
    requestsPerMinute: '120',
    schedule: '0 10 7 * * *',
    when: 'it moves daily; without a key 3 requests a second are allowed, and with one 480 a minute are the default',
  }),
  OPENFDA_API_KEY: option(
    z.string().min(1),
    null,
    'text',
    'Optional key for openFDA, which allows 120,000 requests a day.',
  ),
  NCBI_API_KEY: option(z.string().min(1), null, 'text', 'Optional key for PubMed, which allows 10 requests a second.'),
  CONTACT_EMAIL: option(
    z.email({ error: 'a mail address' }),
    null,
    'mail address',
    'Address of the operator that is sent to PubMed with each request, as its operator asks.',
  ),
  ADMIN_TOKEN: option(
    z.string().min(16, 'at least 16 characters'),
    null,
    'at least 16 characters',
    'Bearer token of the admin routes. There are none yet; without a token there will be none either.',
  ),
  PUBLIC_URL: option(
    httpUrl,
    null,
    'http(s) address',
    'Absolute base for links; without it taken from the `Host` of the request. Set it behind a proxy or a cache.',
  ),
  REPORT_URL: option(
    reportTarget,
    null,
    'http(s) or mailto: address, {record} allowed',
    'Where readers report a problem. Every page links it with the id of its record: in place of {record}, else as a query or subject. Without it, pages name the record only.',
  ),
  EMBED_FRAME_ANCESTORS: option(
    frameAncestors,
    '*',
    '*, none, or origins separated by commas (https://example.org, https://*.example.org)',
    'Sites that may show the listing in a frame.',
  ),
  STATUS_TRUSTED_DAYS: option(
    wholeNumber(1, 3650),
    '365',
    '1 to 3650',
    'How many days an open status counts without being seen again.',
  ),
  QUERY_TIME_LIMIT_MS: option(
    wholeNumber(100, 60_000),
    '5000',
    '100 to 60000',
    'Milliseconds a search may take; then it is given up with a 503 problem.',
  ),
  LOG_LEVEL: option(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'fatal, error, warn, info, debug, trace or silent',
    }),
    'info',
    'fatal, error, warn, info, debug, trace, silent',
    'Least severe message that is logged.',
  ),
  TRUST_PROXY: option(flag, 'false', 'true, false', 'Believe X-Forwarded-* of the proxy in front.'),
  CORS_ORIGINS: option(
    z.string().min(1),
    '*',
    '* or origins separated by commas',
    'Origins that browsers may read from.',
  ),
  RATE_LIMIT_PER_MINUTE: option(
    wholeNumber(0, 1_000_000),
    '600',
    '0 to 1000000',
    'Requests a minute for each client; 0 turns the limit off.',
  ),
} satisfies Record<string, Option>;

type Values = { [K in keyof typeof OPTIONS]: z.output<(typeof OPTIONS)[K]['schema']> | NullIfNoFallback<K> };
type NullIfNoFallback<K extends keyof typeof OPTIONS> = (typeof OPTIONS)[K]['fallback'] extends null ? null : never;

/** The configuration of a process, read once at start. */
export type Config = {
  port: number;
  host: string;
  database: DatabaseTarget;
  /** Folder of the releases, one folder each. */
  releasesDir: string;
  guidesDir: string;
  snapshot: 'bundled' | 'none';
  syncScope: 'guides' | 'registry';
  syncEnabled: boolean;
  syncOnStart: boolean;
  sources: Record<SourceId, SourceConfig>;
  openfdaApiKey: string | null;
  ncbiApiKey: string | null;
  contactEmail: string | null;
  publicUrl: string | null;
  /** Where readers report problems; may hold `{record}`. */
  reportUrl: string | null;
  /** Source list of the directive `frame-ancestors` for embeds. */
  embedFrameAncestors: string[];
  statusTrustedDays: number;
  queryTimeLimitMs: number;
  logLevel: string;
  trustProxy: boolean;
  corsOrigins: string[];
  rateLimitPerMinute: number;
};

/** Token under which the configuration is handed out. */
export const CONFIG = Symbol('CONFIG');

/** Raised when variables are wrong; the message names each of them and what is allowed. */
export class ConfigError extends Error {}

/** Variables whose value never goes into a message: keys, tokens, addresses that may hold a password. */
const SECRET = /(?:_KEY|TOKEN|DATABASE_URL|DATABASE_READ_URL)$/;

/** A user name or password in an address; whatever the variable is called. */
const USERINFO = /\/\/[^/]*@/;

type Environment = Record<string, string | undefined>;

/** Reads the environment, over defaults that a program may set for itself. `NAME_FILE` may name a file that holds the value of NAME. Throws ConfigError. */
export function loadConfig(environment: Environment = process.env, defaults: Environment = {}): Config {
  const faults: string[] = [];
  const given = { ...defaults, ...environment };
  const byKey = readText(given, 'NCBI_API_KEY', []) === null ? {} : WITH_NCBI_KEY;
  const values = Object.fromEntries(
    Object.entries<Option>(OPTIONS).map(([name, spec]) => [name, readOption(given, name, spec, faults, byKey[name])]),
  ) as Values;
  const database = databaseTarget(values, faults);
  if (faults.length > 0 || database === null) throw new ConfigError(`Wrong configuration:\n${faults.join('\n')}`);
  return {
    port: values.PORT,
    host: values.HOST,
    database,
    releasesDir: resolve(values.DATA_DIR, 'releases'),
    guidesDir: resolve(values.GUIDES_DIR),
    snapshot: values.SNAPSHOT,
    syncScope: values.SYNC_SCOPE,
    syncEnabled: values.SYNC_ENABLED,
    syncOnStart: values.SYNC_ON_START,
    sources: {
      'clinicaltrials-gov': sourceConfig(values, 'CLINICALTRIALS_GOV', 'clinicaltrials-gov'),
      openfda: sourceConfig(values, 'OPENFDA', 'openfda'),
      rxnorm: sourceConfig(values, 'RXNORM', 'rxnorm'),
      'nci-drug-dictionary': sourceConfig(values, 'NCI_DRUG_DICTIONARY', 'nci-drug-dictionary'),
      pubmed: sourceConfig(values, 'PUBMED', 'pubmed'),
    },
    openfdaApiKey: values.OPENFDA_API_KEY,
    ncbiApiKey: values.NCBI_API_KEY,
    contactEmail: values.CONTACT_EMAIL,
    publicUrl: values.PUBLIC_URL,
    reportUrl: values.REPORT_URL,
    embedFrameAncestors: values.EMBED_FRAME_ANCESTORS,
    statusTrustedDays: values.STATUS_TRUSTED_DAYS,
    queryTimeLimitMs: values.QUERY_TIME_LIMIT_MS,
    logLevel: values.LOG_LEVEL,
    trustProxy: values.TRUST_PROXY,
    corsOrigins: values.CORS_ORIGINS.split(',').map((origin) => origin.trim()),
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE,
  };
}

function sourceConfig(values: Values, prefix: SourcePrefix, id: SourceId): SourceConfig {
  return {
    schedule: values[`${prefix}_SCHEDULE`],
    baseUrl: values[`${prefix}_BASE_URL`],
    requestsPerMinute: values[`${prefix}_REQUESTS_PER_MINUTE`],
    burst: BURSTS[id],
  };
}

function readOption(
  environment: Environment,
  name: string,
  spec: Option,
  faults: string[],
  fallback: string | null = spec.fallback,
): unknown {
  const text = readText(environment, name, faults) ?? fallback;
  if (text === null) return null;
  const result = spec.schema.safeParse(text);
  if (result.success) return result.data;
  const shown = SECRET.test(name) || USERINFO.test(text) ? '(not shown)' : JSON.stringify(text);
  faults.push(`  ${name}=${shown}: expected ${spec.allowed}`);
  return null;
}

function readText(environment: Environment, name: string, faults: string[]): string | null {
  const direct = environment[name];
  if (direct !== undefined && direct !== '') return direct;
  const file = environment[`${name}_FILE`];
  if (file === undefined || file === '') return null;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    faults.push(`  ${name}_FILE=${JSON.stringify(file)}: cannot be read (${(error as Error).message})`);
    return null;
  }
}

function databaseTarget(values: Values, faults: string[]): DatabaseTarget | null {
  const url = values.DATABASE_URL;
  if (values.DATABASE_READ_URL !== null && url?.startsWith('postgres') !== true) {
    faults.push('  DATABASE_READ_URL: only with a PostgreSQL DATABASE_URL');
    return null;
  }
  if (url?.startsWith('postgres') === true) return { engine: 'postgres', url, readUrl: values.DATABASE_READ_URL };
  const path = url === null ? resolve(values.DATA_DIR, 'trialweave.sqlite') : resolve(url.slice('sqlite:'.length));
  return { engine: 'sqlite', path };
}
