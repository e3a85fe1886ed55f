import { expect, test } from 'vitest';
import { initialsOf } from './PersonAvatar';

test('initials are those of the first and the last name, in any script', () => {
  expect(initialsOf('Amélie Dubois')).toBe('AD');
  expect(initialsOf('Ada')).toBe('A');
  expect(initialsOf('Jean Luc van Damme')).toBe('JD');
  expect(initialsOf('"Ярослав" (Львів)')).toBe('ЯЛ');
  expect(initialsOf('42')).toBe('?');
});
