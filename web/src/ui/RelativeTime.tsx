import { useSyncExternalStore } from 'react';
import { formatDateTime, formatRelative } from '@/lib/format';

const MINUTE = 60_000;
let minute = Math.floor(Date.now() / MINUTE);

function everyMinute(listener: () => void): () => void {
  const timer = setInterval(() => {
    minute = Math.floor(Date.now() / MINUTE);
    listener();
  }, MINUTE / 2);
  return () => clearInterval(timer);
}

/** How long ago or how far ahead, kept up to date; the exact time is its tooltip. */
export function RelativeTime({ at }: { at: string }) {
  useSyncExternalStore(everyMinute, () => minute);
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatRelative(at)}
    </time>
  );
}
