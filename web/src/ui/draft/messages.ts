import { catalogue } from '@/lib/messages';

export const t = catalogue('draft', {
  save: 'Save',
  discard: 'Discard',
  changedMeanwhile: 'Somebody changed this meanwhile.',
  takeTheirs: 'Take theirs',
});
