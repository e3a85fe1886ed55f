import type { Schema } from '@/lib/api';
import { t } from './recordMessages';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long something took, in its largest unit: "3 days". */
export function spanOf(seconds: number): string {
  if (seconds >= DAY) {
    return t('days', { count: Math.floor(seconds / DAY) });
  }
  return seconds >= HOUR
    ? t('hours', { count: Math.floor(seconds / HOUR) })
    : t('minutes', { count: Math.floor(seconds / MINUTE) });
}

/** The seconds in a stage until now. */
export function stayOf({ seconds, since }: Schema<'DealHistory'>['stages'][number]): number {
  return seconds + (since === null ? 0 : Math.max(0, (Date.now() - Date.parse(since)) / 1000));
}
