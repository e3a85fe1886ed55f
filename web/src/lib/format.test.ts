import { beforeEach, expect, test } from 'vitest';
import {
  dayOf,
  formatDateTime,
  formatMilliseconds,
  formatMoney,
  formatRelative,
  formatShortDate,
  setFormats,
} from './format';

beforeEach(() => setFormats({ locale: 'en-GB', timeZone: 'Europe/Berlin' }));

test('times are shown in the time zone of the user', () => {
  expect(formatDateTime('2026-05-31T22:30:00.000Z')).toBe('1 Jun 2026, 00:30');
  expect(dayOf('2026-05-31T22:30:00.000Z')).toBe('2026-06-01');
  setFormats({ timeZone: 'America/New_York' });
  expect(dayOf('2026-05-31T22:30:00.000Z')).toBe('2026-05-31');
});

test('the year is left out where it goes without saying', () => {
  expect(formatShortDate('2026-05-31T09:00:00Z', '2026-11-01T00:00:00Z')).toBe('31 May');
  expect(formatShortDate('2025-05-31T09:00:00Z', '2026-11-01T00:00:00Z')).toBe('31 May 2025');
});

test('distances are told as people tell them', () => {
  const now = '2026-05-31T09:00:00Z';
  expect(formatRelative('2026-05-31T08:59:40Z', now)).toBe('now');
  expect(formatRelative('2026-05-31T06:00:00Z', now)).toBe('3 hours ago');
  expect(formatRelative('2026-05-30T20:00:00Z', now)).toBe('yesterday');
  expect(formatRelative('2026-06-01T20:00:00Z', now)).toBe('tomorrow');
  expect(formatRelative('2026-05-28T09:00:00Z', now)).toBe('3 days ago');
  expect(formatRelative('2026-07-31T09:00:00Z', now)).toBe('in 2 months');
  expect(formatRelative('2023-05-31T09:00:00Z', now)).toBe('3 years ago');
});

test('amounts keep every digit', () => {
  expect(formatMoney('1234567890123456.78', 'EUR')).toBe('€1,234,567,890,123,456.78');
  expect(formatMoney('1200', 'EUR')).toBe('€1,200');
});

test('short times keep a digit, long ones become seconds', () => {
  expect(formatMilliseconds(0.412)).toBe('0.4ms');
  expect(formatMilliseconds(48.2)).toBe('48ms');
  expect(formatMilliseconds(1234)).toBe('1.2s');
});
