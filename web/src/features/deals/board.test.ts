import { expect, test } from 'vitest';
import { joined, moved, placeAt, placeOf, withTail, type Board, type BoardStage } from './board';
import type { Deal } from './deal';

const NOW = '2026-11-21T10:00:00Z';

function deal(id: string, stageId: string, value: string | null, currency = 'EUR'): Deal {
  return { id, name: id, stageId, status: 'open', value, currency, stageSince: '2026-01-01T00:00:00Z' } as Deal;
}

function stage(id: string, kind: BoardStage['kind'], deals: Deal[], value: string): BoardStage {
  const totals = deals.length === 0 ? [] : [{ currency: 'EUR', count: deals.length, value }];
  return { id, name: id, kind, probability: 0, count: deals.length, totals, deals, hasNext: false, next: null };
}

const board = (): Board => ({
  pipeline: { id: 'p', name: 'Sales' },
  totalExact: true,
  stages: [
    stage('new', 'open', [deal('a', 'new', '0.10'), deal('b', 'new', '0.20'), deal('c', 'new', null)], '0.30'),
    stage('won', 'won', [], '0'),
  ],
});

test('a moved deal takes its value along', () => {
  const [from, to] = moved(board(), 'b', { stageId: 'won', after: null }, NOW).stages;
  expect(from).toMatchObject({ count: 2, totals: [{ currency: 'EUR', count: 2, value: '0.10' }] });
  expect(to).toMatchObject({ count: 1, totals: [{ currency: 'EUR', count: 1, value: '0.20' }] });
  expect(to?.deals[0]).toMatchObject({ id: 'b', stageId: 'won', status: 'won', stageSince: NOW });
});

test('moving it back to where it was gives the same board but for the time', () => {
  const before = board();
  const place = placeOf(before, 'b');
  expect(place).toEqual({ stageId: 'new', after: 'a' });
  const there = moved(before, 'b', { stageId: 'won', after: null }, NOW);
  const back = moved(there, 'b', place ?? { stageId: '', after: null }, NOW);
  expect(back.stages.map(({ count, totals, deals }) => [count, totals, deals.map(({ id }) => id)])).toEqual(
    before.stages.map(({ count, totals, deals }) => [count, totals, deals.map(({ id }) => id)]),
  );
});

test('a place counts without the deal that is held', () => {
  expect(placeAt(board(), 'a', 'new', 0)).toBeUndefined();
  expect(placeAt(board(), 'a', 'new', 1)).toBeUndefined();
  expect(placeAt(board(), 'a', 'new', 2)).toEqual({ stageId: 'new', after: 'b' });
  expect(placeAt(board(), 'c', 'new', 1)).toEqual({ stageId: 'new', after: 'a' });
  expect(placeAt(board(), 'c', 'new', 0)).toEqual({ stageId: 'new', after: null });
  expect(placeAt(board(), 'a', 'won', 0)).toEqual({ stageId: 'won', after: null });
});

test('a page that is joined brings no deal twice', () => {
  const column = stage('new', 'open', [deal('a', 'new', '1')], '1');
  const page = { data: [deal('a', 'new', '1'), deal('b', 'new', '1')], pagination: { next: 'x', hasNext: true } };
  expect(joined(column, page as Parameters<typeof joined>[1])).toMatchObject({
    deals: [{ id: 'a' }, { id: 'b' }],
    next: 'x',
  });
});

test('a column that was fetched again keeps what lies beyond, without what went elsewhere', () => {
  const ids = (...names: string[]) => names.map((name) => deal(name, 'new', '1'));
  const before = { ...stage('new', 'open', ids('a', 'b', 'c', 'd'), '4'), next: 'far' };
  const fresh = { ...stage('new', 'open', ids('z', 'b'), '2'), next: 'near' };
  expect(withTail(fresh, before, new Set(['c']))).toMatchObject({
    deals: [{ id: 'z' }, { id: 'b' }, { id: 'd' }],
    next: 'far',
  });
  expect(withTail(fresh, undefined, new Set())).toBe(fresh);
});
