import { catalogue } from '@/lib/messages';

export const t = catalogue('ui', {
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  retry: 'Try again',
  somethingWrong: 'Something went wrong',
  unreachable: 'Brisk cannot be reached.',
  requestId: 'Request {id}',
  removeFilter: 'Remove the filter {name}',
  clearFilters: 'Clear all',
  then: 'then',
  menu: 'Menu',
});
