import { Inject, Injectable } from '@nestjs/common';
import { ChangeStore } from '../changes/change.store.js';
import { ClaimStore } from '../claims/claim.store.js';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { DrugStore } from '../drugs/drug.store.js';
import { EntryStore } from '../entries/entry.store.js';
import { LinkStore } from '../links/link.store.js';
import { approvedUseClaims } from '../model/approved-use-claim.js';
import { drugsOf } from '../model/followed-drugs.js';
import { GuideStore } from './guide.store.js';
import { formatGuideFault, type GuideFault } from './guide-fault.js';
import { readGuides } from './read-guides.js';

/** Raised when guide files have faults; the message lists every one with file, line and what is allowed. */
export class GuideFaultsError extends Error {
  constructor(readonly faults: readonly GuideFault[]) {
    super(`Guide content has faults:\n${faults.map(formatGuideFault).join('\n')}`);
  }
}

/** Brings the guides in the database in step with the guide folder. */
@Injectable()
export class GuideImport {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly guides: GuideStore,
    private readonly entries: EntryStore,
    private readonly claims: ClaimStore,
    private readonly links: LinkStore,
    private readonly drugs: DrugStore,
    private readonly changes: ChangeStore,
  ) {}

  /** Imports every guide, all or none. Returns the ids of those whose content is new. Throws GuideFaultsError. */
  async run(): Promise<string[]> {
    const { guides, faults } = await readGuides(this.config.guidesDir);
    if (faults.length > 0) throw new GuideFaultsError(faults);
    return this.database.write(async (tx) => {
      const changed: string[] = [];
      for (const guide of guides) {
        if (!(await this.guides.save(tx, guide))) continue;
        changed.push(guide.guideId);
        await this.entries.saveEntries(
          tx,
          guide.guideId,
          guide.sections.flatMap((section) => section.entryIds),
        );
        await this.claims.removeOthers(
          tx,
          guide.guideId,
          [...guide.claims, ...approvedUseClaims(guide)].map((claim) => claim.claimId),
        );
      }
      for (const guideId of await this.guides.removeOthers(
        tx,
        guides.map((guide) => guide.guideId),
      )) {
        await this.entries.removeGuide(tx, guideId);
        await this.links.removeGuide(tx, guideId);
        await this.claims.removeOthers(tx, guideId, []);
      }
      await this.changes.append(tx, await this.drugs.follow(tx, drugsOf(guides)));
      return changed;
    });
  }
}
