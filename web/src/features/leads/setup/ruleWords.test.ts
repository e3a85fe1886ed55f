import { expect, test } from 'vitest';
import { daysSaid, whenSaid } from './ruleWords';

test('days that follow each other are said as one span', () => {
  expect(daysSaid([1, 2, 3, 4, 5])).toBe('Mon–Fri');
  expect(daysSaid([7, 1, 2, 4])).toBe('Mon, Tue, Thu, Sun');
  expect(daysSaid([])).toBe('every day');
});

test('a rule without days and hours counts at any time', () => {
  expect(whenSaid({ days: [], fromTime: null, toTime: null })).toBe('at any time');
  expect(whenSaid({ days: [], fromTime: '09:00', toTime: '19:00' })).toBe('every day 09:00–19:00');
  expect(whenSaid({ days: [6, 7], fromTime: null, toTime: null })).toBe('Sat, Sun');
});
