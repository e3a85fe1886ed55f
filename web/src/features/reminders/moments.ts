import { daysBetween, formatShortDate, formatTime } from '@/lib/format';
import { momentOf, wallTimeIn, wallTimeOf, weekdayOf } from '@/lib/zonedTime';
import { t } from './messages';

const MORNING = 9;
const EVENING = 18;
const HOUR_MILLIS = 3_600_000;

/** A moment that people mean when they put something off. */
export interface Preset {
  id: 'hour' | 'evening' | 'tomorrow' | 'nextWeek' | 'month';
  label: string;
  at: string;
}

/** In the order of the clock; the evening only for as long as it is ahead. */
export function presets(now: number = Date.now()): Preset[] {
  const hour = Number(wallTimeOf(now).slice(11, 13));
  const untilMonday = (8 - weekdayOf(now)) % 7 || 7;
  const preset = (id: Preset['id'], at: string): Preset => ({ id, label: t(id), at });
  return [
    preset('hour', new Date(now + HOUR_MILLIS).toISOString()),
    ...(hour < EVENING - 1 ? [preset('evening', momentOf(wallTimeIn(0, EVENING, now)))] : []),
    preset('tomorrow', momentOf(wallTimeIn(1, MORNING, now))),
    preset('nextWeek', momentOf(wallTimeIn(untilMonday, MORNING, now))),
    preset('month', momentOf(wallTimeIn(30, MORNING, now))),
  ];
}

/** Today, 18:00; tomorrow, 09:00; 31 May, 09:00 */
export function spokenMoment(at: string, now: number = Date.now()): string {
  const days = daysBetween(now, at);
  const day = days === 0 ? t('dayToday') : days === 1 ? t('dayTomorrow') : days === -1 ? t('dayYesterday') : undefined;
  return `${day ?? formatShortDate(at, now)}, ${formatTime(at)}`;
}
