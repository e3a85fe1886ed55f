import type { Schema } from '@/lib/api';

export type Job = Schema<'ImportJob'>;
export type Progress = Schema<'ImportProgress'>;
export type Phase = 'waiting' | 'reading' | 'comparing' | 'saving' | 'finishing';

export const isUnderWay = ({ state }: Pick<Job, 'state'>): boolean => state === 'queued' || state === 'running';

/** The server tells twice a second how far reading is, so its last word is a little below the end of the file. */
const READ_TO_THE_END = 0.97;

export function phaseOf({ state, bytesRead, bytesTotal, rowsRead, rowsSaved }: Progress): Phase {
  if (state === 'uploaded' || state === 'queued') {
    return 'waiting';
  }
  if (rowsSaved > 0) {
    return rowsSaved < rowsRead ? 'saving' : 'finishing';
  }
  return bytesTotal > 0 && bytesRead >= bytesTotal * READ_TO_THE_END ? 'comparing' : 'reading';
}

/** What one reads while nothing has been told yet: the job as a list has it. */
export function progressOf(job: Job): Progress {
  const { state, bytesRead, fileBytes, rowsRead, rowsSaved } = job;
  return { state, bytesRead, bytesTotal: fileBytes, rowsRead, rowsSaved, percent: 0 };
}

export interface TimeLeft {
  seconds: number;
  /** When that was said, in milliseconds. */
  at: number;
}

/** So far a new estimate may be off the last one without being said: a clock that jumps to and fro is not believed. */
const TOLERATED_SHARE = 0.3;
const TOLERATED_SECONDS = 3;

/** Goes on counting down from what was said before, unless the new estimate is clearly another. */
export function steady(before: TimeLeft | undefined, estimate: number, at: number): TimeLeft {
  if (before === undefined) {
    return { seconds: estimate, at };
  }
  const counted = Math.max(0, before.seconds - (at - before.at) / 1000);
  const tolerated = Math.max(TOLERATED_SECONDS, counted * TOLERATED_SHARE);
  return { seconds: Math.abs(estimate - counted) <= tolerated ? counted : estimate, at };
}

export type Span = { unit: 'moment' } | { unit: 'seconds' | 'minutes' | 'hours'; count: number };

/** As exactly as an estimate deserves. */
export function roughly(seconds: number): Span {
  if (seconds < 4) {
    return { unit: 'moment' };
  }
  if (seconds < 55) {
    return { unit: 'seconds', count: Math.ceil(seconds / 5) * 5 };
  }
  if (seconds < 55 * 60) {
    return { unit: 'minutes', count: Math.round(seconds / 60) };
  }
  return { unit: 'hours', count: Math.round(seconds / 3600) };
}

/** How long an import ran, in milliseconds; undefined where it never did. */
export function durationOf({ startedAt, finishedAt }: Job): number | undefined {
  return startedAt === null || finishedAt === null ? undefined : Date.parse(finishedAt) - Date.parse(startedAt);
}

export function rateOf(job: Job): number | undefined {
  const millis = durationOf(job);
  return millis === undefined || millis <= 0 ? undefined : Math.round((job.rowsRead * 1000) / millis);
}
