import { catalogue } from '@/lib/messages';

export const t = catalogue('reorder', {
  moveEntry: 'Move {name}',
  moveEntryHow: 'Drag it, or use the arrow keys',
  entryAt: '{name} is at place {place} of {of}.',
});
