import { useSyncExternalStore } from 'react';

const HALF_A_MINUTE = 30_000;
let now = Date.now();

function everyHalfMinute(listener: () => void): () => void {
  // The script may be much older than the page.
  now = Date.now();
  const timer = setInterval(() => {
    now = Date.now();
    listener();
  }, HALF_A_MINUTE);
  return () => clearInterval(timer);
}

/** The time to judge by what is late, kept up to date. */
export function useNow(): number {
  return useSyncExternalStore(everyHalfMinute, () => now);
}
