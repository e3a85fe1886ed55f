import { expect, test } from 'vitest';
import { typedAs } from './CustomFacts';

test('a field of the workspace keeps its type where the text allows it', () => {
  expect(typedAs(3, ' 12.5 ')).toBe(12.5);
  expect(typedAs(3, 'a dozen')).toBe('a dozen');
  expect(typedAs(true, 'False')).toBe(false);
  expect(typedAs('3', '12')).toBe('12');
  expect(typedAs(undefined, '12')).toBe('12');
  expect(typedAs('x', '  ')).toBeNull();
});
