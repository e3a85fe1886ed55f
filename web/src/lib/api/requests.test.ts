import { expect, test } from 'vitest';
import { measured, requests, serverTiming } from './requests';

test('the parts of an answer are read from its header', () => {
  expect(serverTiming('db;dur=0.301;desc="1 statements, fast", cache;dur=0.000, render;dur=0.022')).toEqual([
    { name: 'db', milliseconds: 0.301, description: '1 statements, fast' },
    { name: 'cache', milliseconds: 0, description: '' },
    { name: 'render', milliseconds: 0.022, description: '' },
  ]);
  expect(serverTiming(null)).toEqual([]);
});

test('the last twenty requests are kept, the newest first', () => {
  for (let i = 1; i <= 25; i++) {
    measured(
      'GET',
      `/api/${i}`,
      i,
      new Response(null, { headers: { 'X-Cache': 'HIT', 'X-Response-Time': '0.412ms' } }),
    );
  }
  expect(requests.get()).toHaveLength(20);
  expect(requests.get()[0]).toMatchObject({ route: '/api/25', cache: 'HIT', serverMilliseconds: 0.412, status: 200 });
  expect(requests.get()[19]?.route).toBe('/api/6');
});
