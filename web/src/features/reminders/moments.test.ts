import { beforeEach, expect, test } from 'vitest';
import { setFormats } from '@/lib/format';
import { presets, spokenMoment } from './moments';

beforeEach(() => setFormats({ locale: 'en-GB', timeZone: 'Europe/Berlin' }));

const moments = (now: string) => Object.fromEntries(presets(Date.parse(now)).map(({ id, at }) => [id, at]));

test('tomorrow is tomorrow morning, next week is Monday morning, where the user is', () => {
  // A Thursday, half past ten in the morning in Berlin.
  expect(moments('2026-05-28T08:30:00.000Z')).toEqual({
    hour: '2026-05-28T09:30:00.000Z',
    evening: '2026-05-28T16:00:00.000Z',
    tomorrow: '2026-05-29T07:00:00.000Z',
    nextWeek: '2026-06-01T07:00:00.000Z',
    month: '2026-06-27T07:00:00.000Z',
  });
});

test('on a Monday, next week is a week away; in the evening, this evening is no choice', () => {
  const monday = moments('2026-06-01T15:30:00.000Z');
  expect(monday['nextWeek']).toBe('2026-06-08T07:00:00.000Z');
  expect(monday['evening']).toBeUndefined();
});

test('a moment is said as people say it', () => {
  const now = Date.parse('2026-05-28T08:30:00.000Z');
  expect(spokenMoment('2026-05-28T16:00:00.000Z', now)).toBe('today, 18:00');
  expect(spokenMoment('2026-05-29T07:00:00.000Z', now)).toBe('tomorrow, 09:00');
  expect(spokenMoment('2026-06-08T07:00:00.000Z', now)).toBe('8 Jun, 09:00');
});
