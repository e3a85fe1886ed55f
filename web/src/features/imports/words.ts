import type { Problem } from './uploads';
import { t } from './messages';
import { roughly, type Job } from './progress';

export function sizeOf(bytes: number): string {
  if (bytes < 1000) {
    return t('bytes', { count: bytes });
  }
  return bytes < 1_000_000
    ? t('kilobytes', { count: Math.round(bytes / 1000) })
    : t('megabytes', { count: Math.round(bytes / 100_000) / 10 });
}

export function leftOf(seconds: number): string {
  const span = roughly(seconds);
  switch (span.unit) {
    case 'moment':
      return t('leftMoment');
    case 'seconds':
      return t('leftSeconds', { count: span.count });
    case 'minutes':
      return t('leftMinutes', { count: span.count });
    case 'hours':
      return t('leftHours', { count: span.count });
  }
}

/** What became of an import, in one line. */
export function outcomeOf(job: Job): string {
  switch (job.state) {
    case 'uploaded':
      return t('uploadedText');
    case 'queued':
      return t('waiting');
    case 'running':
      return t('rowsRead', { count: job.rowsRead });
    case 'failed':
      return job.error ?? t('failedText');
    case 'cancelled':
      return t('cancelledText');
    case 'done': {
      const parts = [
        job.rowsCreated > 0 && t('newOnes', { count: job.rowsCreated }),
        job.rowsUpdated > 0 && t('updatedOnes', { count: job.rowsUpdated }),
        job.rowsUnchanged > 0 && t('unchangedOnes', { count: job.rowsUnchanged }),
        job.rowsRejected > 0 && t('rejectedOnes', { count: job.rowsRejected }),
      ].filter((part) => part !== false);
      return parts.length === 0 ? t('rowsRead', { count: job.rowsRead }) : parts.join(' · ');
    }
  }
}

export function problemText(problem: Problem): string {
  return problem.reason === 'refused' ? problem.text : t(problem.reason, { file: problem.file });
}
