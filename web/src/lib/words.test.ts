import { expect, test } from 'vitest';
import { matches } from './words';

test('words find what has a word that begins like each of them', () => {
  expect(matches('', 'Go to Contacts')).toBe(true);
  expect(matches('con', 'Go to Contacts')).toBe(true);
  expect(matches('to con', 'Go to Contacts')).toBe(true);
  expect(matches('tacts', 'Go to Contacts')).toBe(false);
  expect(matches('uber', 'Über uns')).toBe(true);
});
