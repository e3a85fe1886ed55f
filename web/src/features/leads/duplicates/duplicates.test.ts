import { expect, test } from 'vitest';
import { takeOf } from './duplicates';

test('only what was chosen of the lead that goes is taken from it', () => {
  expect(takeOf({ id: 'b' }, { city: 'b', model: 'a', customerName: 'b' })).toEqual(['customerName', 'city']);
  expect(takeOf({ id: 'a' }, {})).toEqual([]);
});
