import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { CACHE_IMMUTABLE, CACHE_REVALIDATE } from './etag.plugin.js';

/** Files of the pages as they are kept, and scripts as they are built. */
const FOLDERS = [new URL('../../assets/', import.meta.url), new URL('../../dist/widget/', import.meta.url)];

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
};

/** A file of the pages: its bytes, its media type, and a name for exactly these bytes. */
export type Asset = { bytes: Buffer; type: string; hash: string };

const assets = new Map<string, Asset>();

/** A file of the pages by its name. Throws when there is none: then the build is not whole. */
export function assetOf(name: string): Asset {
  const asset = assets.get(name) ?? read(name);
  if (asset === null) throw new Error(`There is no asset "${name}"; run npm run build.`);
  assets.set(name, asset);
  return asset;
}

/** Where a file is served; the path changes with its bytes, so it may be kept for good. */
export function assetPath(name: string): string {
  return `/assets/${assetOf(name).hash}/${name}`;
}

/** Serves the files. Under a path of other bytes (from before an update) the present ones are given, but never kept. */
export function addAssets(server: FastifyInstance): void {
  const names = new Set(FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder)));
  server.get<{ Params: { hash: string; name: string } }>('/assets/:hash/:name', (request, reply) => {
    const { hash, name } = request.params;
    if (!names.has(name) || TYPES[extname(name)] === undefined) {
      reply.callNotFound();
      return reply;
    }
    const asset = assetOf(name);
    const caching = hash === asset.hash ? CACHE_IMMUTABLE : CACHE_REVALIDATE;
    return reply.type(asset.type).header('cache-control', caching).send(asset.bytes);
  });
}

function read(name: string): Asset | null {
  const type = TYPES[extname(name)];
  const file = FOLDERS.map((folder) => new URL(name, folder)).find((each) => existsSync(each));
  if (type === undefined || file === undefined) return null;
  const bytes = readFileSync(file);
  return { bytes, type, hash: createHash('sha256').update(bytes).digest('base64url').slice(0, 12) };
}
