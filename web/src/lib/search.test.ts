import { expect, test } from 'vitest';
import { parseSearch, stringifySearch, texts } from './search';

test('what stands in the address bar comes back as it was', () => {
  const search = { q: '030 90 & more', role: 'Producer', warmnessMin: '40', inCampaign: 'true' };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
});

test('what is empty does not stand there', () => {
  expect(stringifySearch({ q: '', role: undefined })).toBe('');
});

test('a route knows its own keys only', () => {
  expect(texts('q', 'role')({ q: 123, role: '', evil: 'x' })).toEqual({ q: '123' });
});
