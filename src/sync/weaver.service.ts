import { Injectable } from '@nestjs/common';
import { DrugStore } from '../drugs/drug.store.js';
import { EntryStore } from '../entries/entry.store.js';
import { Linker } from '../linking/linker.service.js';
import { DrugMerger } from '../merge/drug-merger.service.js';
import { Merger } from '../merge/merger.service.js';

/** Brings links, merged drugs, merged entries and verdicts in step with what is stored. */
@Injectable()
export class Weaver {
  constructor(
    private readonly linker: Linker,
    private readonly drugMerger: DrugMerger,
    private readonly merger: Merger,
    private readonly drugs: DrugStore,
    private readonly entries: EntryStore,
  ) {}

  /** Whether there is anything to link or merge; only reads. */
  async isBehind(): Promise<boolean> {
    return (await this.linker.isBehind()) || (await this.drugs.anyDue()) || (await this.entries.anyDue());
  }

  /** Works until nothing is left to link or merge. */
  async drain(signal: AbortSignal | null = null): Promise<{ linked: number; drugs: number; merged: number }> {
    const linked = await this.linker.drain(signal);
    const drugs = await this.drugMerger.drain(signal);
    const merged = await this.merger.drain(signal);
    return { linked, drugs, merged };
  }
}
