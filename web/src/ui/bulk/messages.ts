import { catalogue } from '@/lib/messages';

export const t = catalogue('bulk', {
  change: 'Change …',
  changeWhat: 'Change what?',
  changeSelected: 'Change what is selected',
  delete: 'Delete',
  deleteSelected: 'Delete what is selected',
  restore: 'Restore',
  underway: 'Progress',
  sentOf: '{sent} of {total}',
  stop: 'Stop',
  changed: '{what} changed.',
  deleted: '{what} deleted.',
  restored: '{what} restored.',
  takenBack: '{what} changed back.',
});
