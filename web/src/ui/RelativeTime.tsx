import { useMinute } from '@/lib/clock';
import { formatDateTime, formatRelative } from '@/lib/format';

/** How long ago or how far ahead, kept up to date; the exact time is its tooltip. */
export function RelativeTime({ at }: { at: string }) {
  useMinute();
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatRelative(at)}
    </time>
  );
}
