import { expect, it } from 'vitest';
import type { Entry, Row } from './book';
import { dropTarget } from './dropTarget';
import { edgeSpeed } from './usePinDrag';

const person = (id: string, pinned: boolean): Row => ({
  kind: 'entry',
  key: id,
  entry: { id, pinned } as Entry,
  reason: 'same',
});
const rows: Row[] = [
  { kind: 'head', key: 'head pinned', group: 'pinned', count: 2 },
  person('a', true),
  person('b', true),
  { kind: 'head', key: 'head others', group: 'others', count: 2 },
  person('c', false),
  person('d', false),
];
const places = rows.map((_, index) => ({ start: index * 40, end: index * 40 + 40 }));
const at = (offset: number, id: string, fromTop = 100) =>
  dropTarget({ rows, places, dragged: { id, pinned: id === 'a' || id === 'b' }, offset, fromTop });

it('puts somebody before, between or behind the pins', () => {
  expect(at(10, 'd')).toEqual({ kind: 'pin', slot: 0, lineAt: 40 });
  expect(at(70, 'd')).toEqual({ kind: 'pin', slot: 1, lineAt: 80 });
  expect(at(110, 'd')).toEqual({ kind: 'pin', slot: 2, lineAt: 120 });
  expect(at(130, 'd')).toEqual({ kind: 'pin', slot: 2, lineAt: 120 });
});

it('counts a place among the other pins', () => {
  expect(at(110, 'a')).toEqual({ kind: 'pin', slot: 1, lineAt: 120 });
  expect(at(50, 'b')).toEqual({ kind: 'pin', slot: 0, lineAt: 40 });
});

it('takes a pin off below the pins, and leaves others where they are', () => {
  expect(at(200, 'a')).toEqual({ kind: 'unpin' });
  expect(at(200, 'd')).toBeUndefined();
});

it('pins at the upper edge while the pins are scrolled away', () => {
  expect(at(300, 'd', 20)).toEqual({ kind: 'pin', slot: 2, lineAt: undefined });
});

it('scrolls faster the nearer the edge', () => {
  expect(edgeSpeed(200, 400)).toBe(0);
  expect(edgeSpeed(20, 400)).toBe(-7);
  expect(edgeSpeed(400, 400)).toBe(14);
  expect(edgeSpeed(900, 400)).toBe(14);
});
