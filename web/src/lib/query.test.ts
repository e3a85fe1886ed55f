import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changed, queryClient } from './query';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('what rests is asked again when it is time, once for all that changed meanwhile', async () => {
  let asked = 0;
  const observer = new QueryObserver(queryClient, {
    queryKey: ['figures'],
    queryFn: () => Promise.resolve(++asked),
    meta: { topics: ['deals'], restMillis: 5_000 },
  });
  const stop = observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(10);
  expect(asked).toBe(1);

  void changed('deals');
  void changed('deals');
  void changed('contacts');
  await vi.advanceTimersByTimeAsync(4_000);
  expect(asked).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toBe(2);

  void changed('deals');
  await vi.advanceTimersByTimeAsync(10);
  expect(asked).toBe(3);
  stop();
});
