import { catalogue } from '@/lib/messages';

export const t = catalogue('compare', {
  record: 'Which one',
  stays: 'Stays',
  keep: 'Keep this one',
  use: 'Use “{value}” for {field}',
  merge: 'Merge',
  cancel: 'Cancel',
  close: 'Close',
});
