import type { Trial } from '../api/schemas/study.schema.js';
import { GROUP_OF_STATUS } from '../model/status.js';

/** Whether a site takes people: by its own status, in a study that counts as open today. */
export function isOpenSite(site: Trial['locations'][number], trial: Trial): boolean {
  const status = site.status ?? trial.overallStatus;
  return trial.statusGroup === 'open' && status !== null && GROUP_OF_STATUS[status] === 'open';
}
