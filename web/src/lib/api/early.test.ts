import { afterEach, expect, test, vi } from 'vitest';
import { takeEarly } from './early';

const session = { method: 'GET', url: 'http://brisk.test/api/session' };
const response = Promise.resolve(new Response());

afterEach(() => {
  globalThis.briskEarly = undefined;
  vi.restoreAllMocks();
});

test('an answer that the page asked for is taken once', () => {
  globalThis.briskEarly = new Map([['/api/session', { begun: performance.now(), milliseconds: 3, response }]]);

  expect(takeEarly({ method: 'GET', url: 'http://brisk.test/api/session?x=1' })).toBeUndefined();
  expect(takeEarly(session)?.milliseconds).toBe(3);
  expect(takeEarly(session)).toBeUndefined();
});

test('an answer that nobody wanted for long is old', () => {
  globalThis.briskEarly = new Map([['/api/session', { begun: performance.now(), milliseconds: 3, response }]]);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 31_000);

  expect(takeEarly(session)).toBeUndefined();
});
