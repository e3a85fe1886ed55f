import { dayOf, daysBetween } from '@/lib/format';

/** Whether a day (2026-05-31) lies before today. */
export function isPast(day: string): boolean {
  return day < dayOf(Date.now());
}

/** Whole days since a moment. */
export function daysSince(moment: string): number {
  return Math.max(0, daysBetween(moment, Date.now()));
}
