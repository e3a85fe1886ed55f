/** How dates, numbers and money are written: by the browser's locale, in the time zone of the user. */
interface Formats {
  locale: string;
  timeZone: string;
}

let formats: Formats = { locale: 'en', timeZone: 'UTC' };
const cache = new Map<string, unknown>();

export function setFormats(next: Partial<Formats>): void {
  formats = { ...formats, ...next };
  cache.clear();
}

export const locale = (): string => formats.locale;
export const timeZone = (): string => formats.timeZone;

/** Making a formatter of Intl costs a hundred times as much as using it. */
function once<T>(key: string, make: () => T): T {
  const known = cache.get(key) as T | undefined;
  if (known !== undefined) {
    return known;
  }
  const made = make();
  cache.set(key, made);
  return made;
}

function dateFormat(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(name, () => new Intl.DateTimeFormat(formats.locale, { timeZone: formats.timeZone, ...options }));
}

export type Moment = string | number | Date;
const dateOf = (moment: Moment): Date => new Date(moment);

/** 31 May 2026 */
export function formatDate(moment: Moment): string {
  return dateFormat('date', { dateStyle: 'medium' }).format(dateOf(moment));
}

/** 31 May, with the year only where it is another one than now. */
export function formatShortDate(moment: Moment, now: Moment = Date.now()): string {
  const sameYear = dayOf(moment).slice(0, 4) === dayOf(now).slice(0, 4);
  return sameYear ? dateFormat('short', { day: 'numeric', month: 'short' }).format(dateOf(moment)) : formatDate(moment);
}

/** May 2026 of 2026-05; `short` without the year. */
export function formatMonth(month: string, length: 'long' | 'short' = 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    length === 'long' ? { month: 'short', year: 'numeric' } : { month: 'short' };
  return dateFormat(`month ${length}`, { ...options, timeZone: 'UTC' }).format(new Date(`${month}-15T12:00:00Z`));
}

/** 09:30 */
export function formatTime(moment: Moment): string {
  return dateFormat('time', { timeStyle: 'short' }).format(dateOf(moment));
}

/** 31 May 2026, 09:30 */
export function formatDateTime(moment: Moment): string {
  return dateFormat('dateTime', { dateStyle: 'medium', timeStyle: 'short' }).format(dateOf(moment));
}

/** The day in the user's time zone, as 2026-05-31: to compare, to group, and for filters of the API. */
export function dayOf(moment: Moment): string {
  const parts = once(
    'day',
    () =>
      new Intl.DateTimeFormat('en-CA', {
        timeZone: formats.timeZone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      }),
  );
  return parts.format(dateOf(moment));
}

const SPANS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365.25 * 86_400],
  ['month', 30.4375 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** 3 hours ago, yesterday, in 2 weeks */
export function formatRelative(moment: Moment, now: Moment = Date.now()): string {
  const relative = once('relative', () => new Intl.RelativeTimeFormat(formats.locale, { numeric: 'auto' }));
  const days = daysBetween(now, moment);
  const seconds = (dateOf(moment).getTime() - dateOf(now).getTime()) / 1000;
  // Yesterday evening is yesterday, also when that was ten hours ago; but one hour ago stays one hour ago.
  if (Math.abs(days) === 1 && Math.abs(seconds) > 6 * 3_600) {
    return relative.format(days, 'day');
  }
  for (const [unit, length] of SPANS) {
    if (Math.abs(seconds) >= length * 0.98) {
      return unit === 'day' ? relative.format(days, 'day') : relative.format(Math.round(seconds / length), unit);
    }
  }
  return relative.format(0, 'second');
}

/** How many days of the calendar lie between two moments in the user's time zone. */
export function daysBetween(from: Moment, to: Moment): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000);
}

/** 12,345.6 */
export function formatNumber(value: number): string {
  return once('number', () => new Intl.NumberFormat(formats.locale, { maximumFractionDigits: 1 })).format(value);
}

/** 45%, of a share of 0.45. */
export function formatPercent(share: number): string {
  return once('percent', () => new Intl.NumberFormat(formats.locale, { style: 'percent' })).format(share);
}

/** 12K, for places too small for the whole number. */
export function formatCompact(value: number): string {
  return once('compact', () => new Intl.NumberFormat(formats.locale, { notation: 'compact' })).format(value);
}

/** Amounts are decimal strings and stay exact, however large. */
export function formatMoney(amount: string, currency: string): string {
  const format = once(
    `money ${currency}`,
    () => new Intl.NumberFormat(formats.locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' }),
  );
  return format.format(amount as `${number}`);
}

/** 850ms, 1.2s */
export function formatMilliseconds(milliseconds: number): string {
  const [value, unit] = milliseconds < 1000 ? [milliseconds, 'millisecond'] : [milliseconds / 1000, 'second'];
  const digits = value < 10 ? 1 : 0;
  return once(
    `${unit} ${digits}`,
    () =>
      new Intl.NumberFormat(formats.locale, {
        style: 'unit',
        unit,
        unitDisplay: 'narrow',
        maximumFractionDigits: digits,
      }),
  ).format(value);
}
