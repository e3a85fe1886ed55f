import { locale } from '@/lib/format';
import { t } from './setupMessages';
import type { Rule } from './setup';

const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MILLIS = 86_400_000;
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Mon, Tue … of 1 to 7. */
export function weekdayName(day: number): string {
  const format = new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' });
  return format.format(MONDAY + (day - 1) * DAY_MILLIS);
}

/** Mon–Fri, Sun */
export function daysSaid(days: readonly number[]): string {
  if (days.length === 0 || days.length === WEEKDAYS.length) {
    return t('allDays');
  }
  const runs: number[][] = [];
  for (const day of days.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) {
      run.push(day);
    } else {
      runs.push([day]);
    }
  }
  return runs.map(runSaid).join(', ');
}

function runSaid(run: readonly number[]): string {
  const [first = 1, second = first] = run;
  const last = run.at(-1) ?? first;
  if (run.length > 2) {
    return t('days', { first: weekdayName(first), last: weekdayName(last) });
  }
  return run.length === 2 ? `${weekdayName(first)}, ${weekdayName(second)}` : weekdayName(first);
}

/** For which enquiries a rule is. */
export function forWhat({ source, branch, model }: Pick<Rule, 'source' | 'branch' | 'model'>): string {
  return [source, branch, model].filter((each) => each !== null).join(' · ') || t('any');
}

/** When it counts. */
export function whenSaid({ days, fromTime, toTime }: Pick<Rule, 'days' | 'fromTime' | 'toTime'>): string {
  const hours = fromTime !== null && toTime !== null ? t('hours', { from: fromTime, to: toTime }) : undefined;
  if (hours === undefined && (days.length === 0 || days.length === WEEKDAYS.length)) {
    return t('always');
  }
  return [daysSaid(days), hours].filter(Boolean).join(' ');
}
