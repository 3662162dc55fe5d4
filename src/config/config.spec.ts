import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { configurationMarkdown } from './configuration-page.js';
import { ConfigError, loadConfig, OPTIONS } from './config.js';

function messageOf(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was taken');
}

describe('the configuration', () => {
  it('needs no variable', () => {
    expect(loadConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      database: { engine: 'sqlite', path: resolve('data/trialweave.sqlite') },
      snapshot: 'bundled',
      syncScope: 'guides',
      syncEnabled: true,
      statusTrustedDays: 365,
      corsOrigins: ['*'],
      rateLimitPerMinute: 600,
      sources: { 'clinicaltrials-gov': { baseUrl: 'https://clinicaltrials.gov/api/v2', requestsPerMinute: 40 } },
    });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['SNAPSHOT', 'some'],
    ['SYNC_ENABLED', 'yes'],
    ['CLINICALTRIALS_GOV_SCHEDULE', 'every day'],
    ['CLINICALTRIALS_GOV_BASE_URL', 'ftp://example.org'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['LOG_LEVEL', 'loud'],
    ['STATUS_TRUSTED_DAYS', '0'],
    ['OPENFDA_REQUESTS_PER_MINUTE', 'many'],
    ['REPORT_URL', 'javascript:alert(1)'],
    ['REPORT_URL', 'https://me:secret@example.org'],
    ['EMBED_FRAME_ANCESTORS', 'https://a.example; script-src *'],
    ['EMBED_FRAME_ANCESTORS', 'a.example'],
  ])('refuses %s=%s and says what is allowed', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toContain(`${name}=`);
    expect(message).toContain(`expected ${(OPTIONS as Record<string, { allowed: string }>)[name]?.allowed ?? ''}`);
  });

  it.each([
    ['*', ['*']],
    ['none', []],
    ['https://a.example, https://*.b.example:8443', ['https://a.example', 'https://*.b.example:8443']],
  ])('reads EMBED_FRAME_ANCESTORS=%s', (value, ancestors) => {
    expect(loadConfig({ EMBED_FRAME_ANCESTORS: value }).embedFrameAncestors).toEqual(ancestors);
  });

  it('takes a place for the record in REPORT_URL', () => {
    const reportUrl = 'https://example.org/issues/new?title={record}';
    expect(loadConfig({ REPORT_URL: reportUrl }).reportUrl).toBe(reportUrl);
  });

  it('names every wrong variable in one message', () => {
    const message = messageOf({ PORT: 'x', SNAPSHOT: 'y', HOST: 'localhost' });
    expect(message.split('\n')).toHaveLength(3);
  });

  it('does not show the value of a secret', () => {
    expect(messageOf({ ADMIN_TOKEN: 'short' })).toContain('ADMIN_TOKEN=(not shown)');
    expect(messageOf({ DATABASE_URL: 'mysql://me:secret@host/x' })).not.toContain('secret');
  });

  it.each(['OPENFDA_BASE_URL', 'PUBLIC_URL'])('refuses a password in %s, and does not show it', (name) => {
    const message = messageOf({ [name]: 'https://mirror:made-up@example.org/fda' });
    expect(message).toContain(`${name}=(not shown): expected http(s) address`);
  });

  it('takes a value from a file, and says when that cannot be read', () => {
    const dir = mkdtempSync(join(tmpdir(), 'trialweave-'));
    const file = join(dir, 'url');
    writeFileSync(file, 'postgres://me@127.0.0.1/db\n');
    const { database } = loadConfig({ DATABASE_URL_FILE: file });
    expect(database).toEqual({ engine: 'postgres', url: 'postgres://me@127.0.0.1/db', readUrl: null });
    rmSync(dir, { recursive: true });
    expect(messageOf({ DATABASE_URL_FILE: file })).toContain('cannot be read');
  });

  it('takes a read replica only beside PostgreSQL', () => {
    expect(messageOf({ DATABASE_READ_URL: 'postgres://replica/db' })).toContain('DATABASE_READ_URL: only with');
  });

  it('lets a program set defaults that the environment overrules', () => {
    expect(loadConfig({}, { LOG_LEVEL: 'warn' }).logLevel).toBe('warn');
    expect(loadConfig({ LOG_LEVEL: 'debug' }, { LOG_LEVEL: 'warn' }).logLevel).toBe('debug');
  });

  it('asks PubMed one by one, and faster by itself only with a key', () => {
    const pubmed = (given: Record<string, string>) => loadConfig(given).sources.pubmed;
    expect(pubmed({})).toMatchObject({ requestsPerMinute: 120, burst: 1 });
    expect(pubmed({ NCBI_API_KEY: 'made-up' })).toMatchObject({ requestsPerMinute: 480, burst: 1 });
    const stated = { NCBI_API_KEY: 'made-up', PUBMED_REQUESTS_PER_MINUTE: '30' };
    expect(pubmed(stated)).toMatchObject({ requestsPerMinute: 30 });
  });

  it('is documented option by option', () => {
    const page = configurationMarkdown();
    for (const name of Object.keys(OPTIONS)) expect(page).toContain(`| \`${name}\` |`);
  });
});
