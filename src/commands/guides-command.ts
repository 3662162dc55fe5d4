import { formatGuideFault } from '../guides/guide-fault.js';
import { readGuides } from '../guides/read-guides.js';
import { EXIT } from './exit-code.js';

/** `guides check`: reports every fault of the guide files, one a line, with file, line and what is allowed. */
export async function guidesCheck(dir: string, json: boolean): Promise<number> {
  const { guides, faults } = await readGuides(dir);
  if (json) process.stdout.write(`${JSON.stringify({ guides: guides.map((guide) => guide.guideId), faults })}\n`);
  else if (faults.length > 0) process.stdout.write(faults.map((fault) => `${formatGuideFault(fault)}\n`).join(''));
  else {
    for (const { guideId, entries, claims } of guides) {
      process.stdout.write(
        `${guideId}: ${String(entries.length)} entries, ${String(claims.length)} claims, no faults\n`,
      );
    }
  }
  return faults.length > 0 ? EXIT.failed : EXIT.clean;
}
