import { describe, expect, it } from 'vitest';
import { byRank, reasonOf, rowsOf, withActivity, withoutPin, withPin, type Entry, type Row } from './book';

const NOW = '2026-06-10T09:00:00Z';

function entry(id: string, values: Partial<Entry> = {}): Entry {
  return {
    place: 1,
    pinned: false,
    id,
    name: id,
    emails: [],
    phones: [],
    organisation: null,
    jobTitle: null,
    role: null,
    production: null,
    status: null,
    warmness: 10,
    inCampaign: false,
    lastContactedAt: null,
    version: 1,
    activities: [],
    ...values,
  };
}

const book = (...entries: Entry[]) => entries.map((one, index) => ({ ...one, place: index + 1 }));
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id).join(' ');
const call = {
  id: 'x',
  kind: 'call',
  subject: null,
  body: 'Hi',
  direction: null,
  outcome: null,
  occurredAt: NOW,
} as const;

const example = book(
  entry('pin1', { pinned: true }),
  entry('pin2', { pinned: true, warmness: 80 }),
  entry('campaign', { inCampaign: true, warmness: 40 }),
  entry('never', { warmness: 5 }),
  entry('old', { warmness: 5, lastContactedAt: '2024-01-01T00:00:00Z' }),
  entry('young', { warmness: 5, lastContactedAt: '2026-01-01T00:00:00Z' }),
  entry('warm', { warmness: 60, lastContactedAt: '2023-01-01T00:00:00Z' }),
);

describe('the rank', () => {
  it('is: in a campaign, coldest, longest ago, newest record', () => {
    const [, , ...others] = example;
    expect(ids(others.toReversed().sort(byRank))).toBe('campaign never old young warm');
    expect(ids([entry('a'), entry('b')].sort(byRank))).toBe('b a');
  });

  it('explains each place by the first rule that tells it from the one above', () => {
    const reasons = example.map((one, index) => reasonOf(one, example[index - 1]));
    expect(reasons).toEqual(['pinned', 'pinned', 'first', 'first', 'later', 'later', 'warmer']);
    expect(reasonOf(entry('b'), entry('a'))).toBe('never');
  });
});

describe('pins', () => {
  it('go to the end of the pins, or between them', () => {
    expect(ids(withPin(example, 'warm'))).toBe('pin1 pin2 warm campaign never old young');
    expect(ids(withPin(example, 'warm', 1))).toBe('pin1 warm pin2 campaign never old young');
    expect(ids(withPin(example, 'pin2', 0))).toBe('pin2 pin1 campaign never old young warm');
  });

  it('fall back to their rank when they are taken off', () => {
    const without = withoutPin(example, 'pin2');
    expect(ids(without)).toBe('pin1 campaign never old young warm pin2');
    expect(without.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('what is logged', () => {
  it('moves somebody down among those who are as cold', () => {
    const after = withActivity(example, 'never', call);
    expect(ids(after)).toBe('pin1 pin2 campaign old young never warm');
    expect(after[5]).toMatchObject({ place: 6, lastContactedAt: NOW, activities: [call] });
  });

  it('leaves a place alone where it is a note, which is no contact', () => {
    const after = withActivity(example, 'never', { ...call, kind: 'note' });
    expect(ids(after)).toBe(ids(example));
    expect(after[3]?.lastContactedAt).toBeNull();
  });
});

describe('the rows', () => {
  const shown = (rows: Row[]) => rows.map((row) => (row.kind === 'head' ? `[${row.group} ${row.count}]` : row.key));

  it('stand under the heads of their groups, with blank ones for what is not here yet', () => {
    const rows = rowsOf(example.slice(0, 3), 5, { held: undefined, pinsOffered: true });
    expect(shown(rows)).toEqual(['[pinned 2]', 'pin1', 'pin2', '[campaign 1]', 'campaign', 'blank 4', 'blank 5']);
  });

  it('keep a held one where it was, within the group that is there', () => {
    const logged = withActivity(example, 'never', call);
    const rows = rowsOf(logged, 7, { held: { id: 'never', index: 3 }, pinsOffered: true });
    expect(shown(rows).slice(5)).toEqual(['[others 4]', 'never', 'old', 'young', 'warm']);

    const unpinned = rowsOf(withoutPin(example, 'pin1'), 7, { held: { id: 'pin1', index: 0 }, pinsOffered: true });
    expect(shown(unpinned).slice(0, 4)).toEqual(['[pinned 1]', 'pin1', 'pin2', '[campaign 1]']);

    const pinned = rowsOf(withPin(example, 'young'), 7, { held: { id: 'young', index: 5 }, pinsOffered: true });
    expect(shown(pinned).slice(-4)).toEqual(['never', 'old', 'young', 'warm']);
  });
});
