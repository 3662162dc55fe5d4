import type { StatusGroup } from '../model/status.js';

/** Whether a status may be shown as it stands: it is believed today, or the study has ended, which does not change. */
export function isSure(study: { statusTrusted: boolean; statusGroup: StatusGroup }): boolean {
  return study.statusTrusted || study.statusGroup === 'ended';
}
