import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { collected } from './events';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first change counts at once, those close behind it together', () => {
  const seen: string[][] = [];
  const heard = collected((topics) => seen.push(topics), 1000);

  heard(['contacts']);
  expect(seen).toEqual([['contacts']]);
  heard(['contacts', 'activities']);
  heard(['reminders']);
  expect(seen).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(seen[1]).toEqual(['contacts', 'activities', 'reminders']);
  vi.advanceTimersByTime(5000);
  expect(seen).toHaveLength(2);
});

test('after a lost connection anything may have changed', () => {
  const seen: string[][] = [];
  const heard = collected((topics) => seen.push(topics), 1000);

  heard(['contacts']);
  heard(['reminders']);
  heard([]);
  vi.advanceTimersByTime(1000);
  expect(seen).toEqual([['contacts'], []]);
});
