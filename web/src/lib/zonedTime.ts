import { timeZone } from './format';

/** The time on the wall of the user at this moment, as fields of type `datetime-local` have it: 2026-05-31T09:30. */
export function wallTimeOf(moment: string | number | Date): string {
  const date = new Date(moment);
  return new Date(date.getTime() + offsetMillis(date)).toISOString().slice(0, 16);
}

/** The moment at which the user's wall shows this time; of a time that summer time leaves out, the one an hour later. */
export function momentOf(wallTime: string): string {
  const asUtc = Date.parse(`${wallTime.slice(0, 16)}Z`);
  const guess = asUtc - offsetMillis(new Date(asUtc));
  const moment = asUtc - offsetMillis(new Date(guess));
  return new Date(wallTimeOf(moment) === wallTime.slice(0, 16) ? moment : guess).toISOString();
}

/** The day so many days after the one of a moment, at this hour, as a wall time. */
export function wallTimeIn(days: number, hour: number, from: string | number | Date = Date.now()): string {
  const day = new Date(`${wallTimeOf(from).slice(0, 10)}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return `${day.toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00`;
}

/** 0 for Sunday, in the user's time zone. */
export function weekdayOf(moment: string | number | Date): number {
  return new Date(`${wallTimeOf(moment)}Z`).getUTCDay();
}

/** By how much the wall is ahead of UTC at a moment. */
function offsetMillis(date: Date): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: timeZone(),
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((candidate) => candidate.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(date.getTime() / 1000) * 1000;
}
