import type { ShownStatus } from './badges.js';

/** Whether a status may be shown as it stands: it is believed today, or the study has ended, which does not change. */
export function isSure({ statusTrusted, statusGroup }: Pick<ShownStatus, 'statusTrusted' | 'statusGroup'>): boolean {
  return statusTrusted || statusGroup === 'ended';
}
