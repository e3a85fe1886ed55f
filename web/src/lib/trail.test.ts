import { expect, test } from 'vitest';
import { neighboursOf } from './trail';

test('a record knows its neighbours in the list it was reached from', () => {
  const trail = { path: '/contacts', ids: ['a', 'b', 'c'] };
  expect(neighboursOf(trail, '/contacts', 'b')).toEqual({ previous: 'a', next: 'c', place: 2, of: 3 });
  expect(neighboursOf(trail, '/contacts', 'c')).toMatchObject({ previous: 'b', next: undefined });
  expect(neighboursOf(trail, '/contacts', 'z')).toMatchObject({ previous: undefined, next: undefined, place: 0 });
  expect(neighboursOf(trail, '/companies', 'b')).toMatchObject({ place: 0 });
});
