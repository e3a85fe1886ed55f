import { beforeAll, expect, test } from 'vitest';
import type { Schema } from '@/lib/api';
import { setFormats } from '@/lib/format';
import { daysOf, membersOf } from './team';

const count = (name: string | null, leads: number, breaches: number) =>
  ({ user: name === null ? null : { id: name, name }, leads, breaches }) as Schema<'LeadCount'>;
const sla = (name: string | null, met: number) =>
  ({ user: name === null ? null : { id: name, name }, met }) as Schema<'LeadSlaCount'>;

beforeAll(() => setFormats({ timeZone: 'Asia/Kolkata' }));

test('a period ends today where the user is', () => {
  expect(daysOf('week', Date.parse('2026-11-21T20:00:00Z'))).toEqual({ from: '2026-11-16', to: '2026-11-22' });
});

test('who was late most often stands first, each with their own clock', () => {
  const members = membersOf([count('Ada', 9, 1), count(null, 3, 4), count('Bo', 12, 1)], [sla('Bo', 7), sla(null, 2)]);
  expect(members.map(({ name }) => name)).toEqual([undefined, 'Bo', 'Ada']);
  expect(members.map(({ sla: its }) => its?.met)).toEqual([2, 7, undefined]);
});
