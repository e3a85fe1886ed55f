import { expect, test } from 'vitest';
import { entriesFor } from './entries';

const nothing = () => undefined;
const icon = () => null;

test('records come first, groups without entries are left out', () => {
  const groups = entriesFor({
    words: 'dub',
    settled: true,
    found: [{ type: 'contact', id: '1', name: 'Amélie Dubois', contactPoint: 'a@example.org', detail: null }],
    nav: [{ label: 'Contacts', path: '/contacts', icon, keys: 'g c' }],
    commands: [{ id: 'dub', label: 'Dub a film', icon, run: nothing }],
  });
  expect(groups.map(({ entries }) => entries.map(({ label }) => label))).toEqual([['Amélie Dubois'], ['Dub a film']]);
  expect(groups[0]?.entries[0]?.detail).toBe('a@example.org');
});

test('what was found for other words does not stand in the way of what is typed now', () => {
  const found = [
    { type: 'contact' as const, id: '1', name: 'Amélie Dubois', contactPoint: null, detail: 'Producer' },
    { type: 'contact' as const, id: '2', name: 'Amelia Reed', contactPoint: null, detail: null },
  ];
  const labels = (words: string) =>
    entriesFor({ words, found, settled: false, nav: [], commands: [] }).flatMap(({ entries }) =>
      entries.map(({ label }) => label),
    );
  expect(labels('amelie d')).toEqual(['Amélie Dubois']);
  expect(labels('remind')).toEqual([]);
});
