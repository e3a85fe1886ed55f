import { expect, test } from 'vitest';
import { differences, takeOf, undoable, type Contact, type Merge } from './merging';

const contact = (id: string, fields: Partial<Contact>) =>
  ({
    name: 'Anna Berg',
    jobTitle: null,
    companyId: null,
    organisation: null,
    role: null,
    production: null,
    type: null,
    status: null,
    ownerId: null,
    source: null,
    ...fields,
    id,
  }) as Contact;

test('only what both know differently has to be decided', () => {
  const a = contact('a', { jobTitle: 'Runner', role: 'Producer', status: 'Active' });
  const b = contact('b', { jobTitle: 'Producer', role: 'Producer', source: 'Fair' });
  expect(differences(a, b)).toEqual(['jobTitle']);
});

test('the server is told only of what comes from the contact that goes', () => {
  const winner = contact('a', { jobTitle: 'Runner', status: 'Active' });
  const loser = contact('b', { jobTitle: 'Producer', status: 'Lost', source: 'Fair' });
  expect(takeOf(winner, loser, { jobTitle: 'b', status: 'a', source: 'b' })).toEqual({ jobTitle: 'b' });
  expect(takeOf(loser, winner, { jobTitle: 'b', status: 'a' })).toEqual({ status: 'a' });
});

test('a merge can be taken back for thirty days, once', () => {
  const now = Date.parse('2026-05-31T12:00:00.000Z');
  const merge = (id: string, createdAt: string, undoneAt: string | null = null) =>
    ({ id, createdAt, undoneAt }) as Merge;
  const merges = [
    merge('new', '2026-05-30T12:00:00.000Z'),
    merge('undone', '2026-05-30T11:00:00.000Z', '2026-05-30T12:00:00.000Z'),
    merge('old', '2026-04-30T12:00:00.000Z'),
  ];
  expect(undoable(merges, now).map(({ id }) => id)).toEqual(['new']);
});
