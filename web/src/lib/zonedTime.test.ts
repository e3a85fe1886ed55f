import { beforeEach, expect, test } from 'vitest';
import { setFormats } from './format';
import { momentOf, wallTimeIn, wallTimeOf, weekdayOf } from './zonedTime';

beforeEach(() => setFormats({ timeZone: 'America/New_York' }));

test('a moment is shown as the time on the wall of the user, not of the browser', () => {
  expect(wallTimeOf('2026-05-31T13:30:00.000Z')).toBe('2026-05-31T09:30');
  expect(momentOf('2026-05-31T09:30')).toBe('2026-05-31T13:30:00.000Z');
});

test('summer time begins and ends', () => {
  expect(momentOf('2026-03-08T01:59')).toBe('2026-03-08T06:59:00.000Z');
  expect(momentOf('2026-03-08T02:30')).toBe('2026-03-08T07:30:00.000Z');
  expect(momentOf('2026-03-08T03:00')).toBe('2026-03-08T07:00:00.000Z');
  expect(momentOf('2026-11-01T03:00')).toBe('2026-11-01T08:00:00.000Z');
});

test('tomorrow at nine is the tomorrow of the user', () => {
  expect(wallTimeIn(1, 9, '2026-06-01T02:00:00.000Z')).toBe('2026-06-01T09:00');
  expect(wallTimeIn(1, 9, '2026-12-31T12:00:00.000Z')).toBe('2027-01-01T09:00');
  expect(weekdayOf('2026-06-01T02:00:00.000Z')).toBe(0);
});
