import { Injectable } from '@nestjs/common';
import { pageOf, type Page } from '../api/paging.js';
import { ProblemError } from '../http/problem.js';
import type { FileAnswer } from '../http/send-file.js';
import type { ReleaseManifest } from '../snapshot/releases/release-manifest.schema.js';
import { ReleaseShelf } from '../snapshot/releases/release-shelf.service.js';

/** Releases, as they are served. */
@Injectable()
export class Releases {
  constructor(private readonly shelf: ReleaseShelf) {}

  /** Manifests, newest first. */
  async list(query: { limit: number; cursor: string | null }): Promise<{ items: ReleaseManifest[]; page: Page }> {
    return pageOf(await this.shelf.list(), ({ releaseId }) => releaseId, query, { list: 'releases' });
  }

  /** A file of a release. Throws a 404 problem. */
  async file(releaseId: string, name: string): Promise<FileAnswer> {
    const manifest = await this.shelf.get(releaseId);
    if (manifest === null) throw notFound(`There is no release "${releaseId.slice(0, 40)}".`);
    const file = await this.shelf.file(manifest, name);
    if (file === null) throw notFound(`Release ${releaseId} has no file "${name.slice(0, 40)}".`);
    const type = name.endsWith('.json') ? 'application/json; charset=utf-8' : 'application/gzip';
    return { ...file, type };
  }
}

function notFound(detail: string): ProblemError {
  return new ProblemError('release-not-found', detail);
}
