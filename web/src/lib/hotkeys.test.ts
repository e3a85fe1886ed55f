import { expect, test } from 'vitest';
import { keyOf } from './hotkeys';

function pressed(
  key: string,
  modifiers: { ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean; shiftKey?: boolean } = {},
) {
  return keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });
}

test('Ctrl and Cmd are the same key', () => {
  expect(pressed('k', { ctrlKey: true })).toBe('mod+k');
  expect(pressed('k', { metaKey: true })).toBe('mod+k');
});

test('Shift counts where it is not what makes the character', () => {
  expect(pressed('?', { shiftKey: true })).toBe('?');
  expect(pressed('G', { shiftKey: true })).toBe('shift+g');
  expect(pressed('ArrowDown', { shiftKey: true })).toBe('shift+down');
  expect(pressed(' ')).toBe('space');
});
