#!/usr/bin/env node
// Makes the scripts that run in browsers: the element and the frame on other sites, and the page that makes their lines.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { LANGUAGE } from '../dist/words/languages.js';
import { Say } from '../dist/words/say.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Words of states in which nothing has come from the service yet; all others come with the listing. */
const WORDS = ['embed.title', 'embed.loading', 'embed.error', 'embed.retry'];

const words = Object.fromEntries(
  LANGUAGE.map((language) => [language, WORDS.map((key) => Say.in(language).text(key))]),
);
const sheets = ['marks', 'listing'].map((name) => readFileSync(`${root}assets/${name}.css`, 'utf8'));
const styles = await transform(sheets.join('\n'), { loader: 'css', minify: true });

await build({
  entryPoints: ['trialweave', 'frame-height', 'host-frame', 'builder', 'near-me'].map(
    (name) => `${root}widget/${name}.ts`,
  ),
  outdir: `${root}dist/widget`,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2022'],
  charset: 'utf8',
  legalComments: 'none',
  tsconfigRaw: '{}',
  define: { WORDS_BY_LANGUAGE: JSON.stringify(words), STYLES: JSON.stringify(styles.code.trim()) },
});
