import { useSyncExternalStore } from 'react';

const MINUTE = 60_000;
const TICK_MILLIS = MINUTE / 2;

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all that listen, for as long as somebody does. */
function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    // The script may be much older than the page.
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      listeners.forEach((each) => each());
    }, TICK_MILLIS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
    }
  };
}

/** The time to judge by what is late, kept up to date every half a minute. */
export function useNow(): number {
  return useSyncExternalStore(listen, () => now);
}

/** The same in whole minutes: for what is said in them and need not be drawn more often. */
export function useMinute(): number {
  return useSyncExternalStore(listen, () => Math.floor(now / MINUTE));
}
