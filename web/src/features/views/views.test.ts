import { expect, test } from 'vitest';
import { differs, sorted, type View } from './views';

const state = (query: Record<string, string>, columns: string[] = []) => ({ query, columns });

test('a view is changed by another filter, another order, or other columns', () => {
  const view = state({ role: 'Producer', sort: 'name' }, ['name', 'role']);
  expect(differs(view, state({ sort: 'name', role: 'Producer' }, ['name', 'role']))).toBe(false);
  expect(differs(view, state({ role: 'Producer', sort: '-name' }, ['name', 'role']))).toBe(true);
  expect(differs(view, state({ role: 'Producer' }, ['name', 'role']))).toBe(true);
  expect(differs(view, state({ role: 'Producer', sort: 'name', q: 'ada' }, ['name', 'role']))).toBe(true);
  expect(differs(view, state({ role: 'Producer', sort: 'name' }, ['role', 'name']))).toBe(true);
  expect(differs(view, state({ role: 'Producer', sort: 'name' }))).toBe(true);
});

test('own views come before those of others, each in its order', () => {
  const view = (name: string, userId: string) => ({ name, userId }) as View;
  const views = [view('Cold producers', 'me'), view('Hot producers', 'other'), view('Berlin', 'me')];
  expect(sorted(views, '', 'me').own.map(({ name }) => name)).toEqual(['Cold producers', 'Berlin']);
  expect(sorted(views, ' PRODUCERS', 'me').shared.map(({ name }) => name)).toEqual(['Hot producers']);
});
