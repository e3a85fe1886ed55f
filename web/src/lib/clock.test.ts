import { afterEach, expect, test, vi } from 'vitest';

const subscriptions: [(listener: () => void) => () => void, () => number][] = [];
vi.mock('react', () => ({
  useSyncExternalStore: (listen: (listener: () => void) => () => void, read: () => number) => {
    subscriptions.push([listen, read]);
    return read();
  },
}));

afterEach(() => vi.useRealTimers());

test('however many parts of a page show times, one timer runs, and none when nobody looks', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T11:00:00Z') });
  const { useNow, useMinute } = await import('./clock');
  useNow();
  useMinute();
  const heard = vi.fn();
  const leave = subscriptions.map(([listen]) => listen(() => void heard()));
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect(heard).toHaveBeenCalledTimes(4);
  expect(useNow()).toBe(Date.parse('2026-11-21T11:01:00Z'));
  expect(useMinute()).toBe(Date.parse('2026-11-21T11:01:00Z') / 60_000);
  leave.forEach((each) => each());
  expect(vi.getTimerCount()).toBe(0);
});
