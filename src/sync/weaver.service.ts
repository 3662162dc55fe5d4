import { Injectable } from '@nestjs/common';
import { EntryStore } from '../entries/entry.store.js';
import { Linker } from '../linking/linker.service.js';
import { Merger } from '../merge/merger.service.js';

/** Brings links, merged entries and verdicts in step with what is stored. */
@Injectable()
export class Weaver {
  constructor(
    private readonly linker: Linker,
    private readonly merger: Merger,
    private readonly entries: EntryStore,
  ) {}

  /** Whether there is anything to link or merge; only reads. */
  async isBehind(): Promise<boolean> {
    return (await this.linker.isBehind()) || (await this.entries.anyDue());
  }

  /** Works until nothing is left to link or merge. */
  async drain(signal: AbortSignal | null = null): Promise<{ linked: number; merged: number }> {
    const linked = await this.linker.drain(signal);
    const merged = await this.merger.drain(signal);
    return { linked, merged };
  }
}
