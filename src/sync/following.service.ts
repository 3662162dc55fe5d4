import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { GuideStore } from '../guides/guide.store.js';
import { contentHash } from '../model/content-hash.js';
import type { Guide } from '../model/guide.js';
import type { Following } from '../sources/source.js';

/** What the guides (or the operator) ask the sources to follow. */
@Injectable()
export class FollowingService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly guides: GuideStore,
  ) {}

  /** Everything followed now, and a hash that moves when it does. */
  async current(): Promise<{ following: Following; hash: string }> {
    const following = followingOf(await this.guides.list(), this.config.syncScope === 'registry');
    return { following, hash: contentHash(following) };
  }
}

/** Conditions and NCT numbers that guides name, sorted, each once. */
export function followingOf(guides: readonly Guide[], everything: boolean): Following {
  const keys = guides.flatMap((guide) => [
    ...guide.follow.nctIds,
    ...guide.entries.flatMap((entry) => [
      ...(entry.nctId === null ? [] : [entry.nctId]),
      ...entry.include.map((link) => link.nctId),
    ]),
    ...guide.claims.flatMap(({ check }) => ('nctId' in check ? [check.nctId] : [])),
  ]);
  const conditions = guides.flatMap((guide) => guide.follow.conditions);
  return { everything, conditions: [...new Set(conditions)].sort(), keys: [...new Set(keys)].sort() };
}
