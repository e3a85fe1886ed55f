import { beforeEach, expect, test } from 'vitest';
import { setFormats } from '@/lib/format';
import type { Activity, Pages } from './activity';
import { rowsOf, withActivity, withoutActivity } from './pages';

beforeEach(() => setFormats({ timeZone: 'Asia/Tokyo' }));

const activity = (id: string, occurredAt: string, kind: Activity['kind'] = 'note') =>
  ({ id, occurredAt, kind }) as Activity;

const pagination = (next: string | null) => ({ next }) as Pages['pages'][number]['pagination'];

const pages: Pages = {
  pageParams: [undefined, 'x'],
  pages: [
    {
      data: [activity('d', '2026-05-04T10:00:00.000Z'), activity('c', '2026-05-03T10:00:00.000Z')],
      pagination: pagination('x'),
    },
    { data: [activity('b', '2026-05-02T10:00:00.000Z')], pagination: pagination(null) },
  ],
};

const ids = ({ pages: all }: Pages) => all.map(({ data }) => data.map(({ id }) => id).join(''));

test('a day is one of the time zone of the user', () => {
  const rows = rowsOf([activity('b', '2026-05-03T16:00:00.000Z'), activity('a', '2026-05-03T14:00:00.000Z')]);
  expect(rows.map(({ key }) => key)).toEqual(['2026-05-04', 'b', '2026-05-03', 'a']);
});

test('what was written stands where its time belongs', () => {
  expect(ids(withActivity(pages, activity('e', '2026-05-05T10:00:00.000Z')))).toEqual(['edc', 'b']);
  expect(ids(withActivity(pages, activity('a', '2026-05-01T10:00:00.000Z')))).toEqual(['dc', 'ba']);
  expect(ids(withActivity(pages, activity('c', '2026-05-05T10:00:00.000Z')))).toEqual(['cd', 'b']);
});

test('what a filter leaves out does not appear, and what was deleted disappears', () => {
  expect(ids(withActivity(pages, activity('e', '2026-05-05T10:00:00.000Z', 'call'), ['note']))).toEqual(['dc', 'b']);
  expect(ids(withoutActivity(pages, 'c'))).toEqual(['d', 'b']);
});
