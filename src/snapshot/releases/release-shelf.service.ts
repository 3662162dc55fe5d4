import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../config/config.js';
import { findManifest, listManifests } from './release-folder.js';
import { MANIFEST_FILE, type ReleaseManifest } from './release-manifest.schema.js';

/** A file of a release, where it lies and what it is. */
export type ShelvedFile = { path: string; name: string; size: number; sha256: string };

/** The releases that were made, each in a folder of its own. */
@Injectable()
export class ReleaseShelf {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The folder of a release. */
  folderOf(releaseId: string): string {
    return join(this.config.releasesDir, releaseId);
  }

  /** The manifests of every release, newest first. */
  list(): Promise<ReleaseManifest[]> {
    return listManifests(this.config.releasesDir);
  }

  /** The newest release, null when there is none. */
  async newest(): Promise<ReleaseManifest | null> {
    return (await this.list())[0] ?? null;
  }

  /** The manifest of a release, null when there is none under this id. */
  async get(releaseId: string): Promise<ReleaseManifest | null> {
    return /^\d{6}$/.test(releaseId) ? findManifest(this.folderOf(releaseId)) : null;
  }

  /** The manifest itself or a file that it names; null for any other name, whatever lies in the folder. */
  async file(manifest: ReleaseManifest, name: string): Promise<ShelvedFile | null> {
    const path = join(this.folderOf(manifest.releaseId), name);
    if (name === MANIFEST_FILE) return manifestFile(path);
    const stated = manifest.files.find((file) => file.name === name);
    if (stated === undefined || (await stat(path)).size !== stated.bytes) return null;
    return { path, name, size: stated.bytes, sha256: stated.sha256 };
  }
}

async function manifestFile(path: string): Promise<ShelvedFile> {
  const bytes = await readFile(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, name: MANIFEST_FILE, size: bytes.length, sha256 };
}
