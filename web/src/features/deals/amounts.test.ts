import { expect, test } from 'vitest';
import { addAmounts, negated, timesAmount } from './amounts';

test('amounts are added to the cent', () => {
  expect(addAmounts('0.10', '0.20')).toBe('0.30');
  expect(addAmounts('9007199254740993', '0.5')).toBe('9007199254740993.5');
  expect(addAmounts('1.05', negated('2'))).toBe('-0.95');
});

test('a quantity times a price is rounded to cents', () => {
  expect(timesAmount('2.5', '400.00')).toBe('1000.00');
  expect(timesAmount('0.333', '10')).toBe('3.33');
  expect(timesAmount('3', '7')).toBe('21.00');
});
