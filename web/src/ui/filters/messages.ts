import { catalogue } from '@/lib/messages';

export const t = catalogue('filters', {
  filters: 'Filters',
  filter: 'Filter',
  addFilter: 'Add a filter',
  filterBy: 'Filter by …',
  typeToFind: 'Type a name.',
  nothingFound: 'Nothing found.',
  isExactly: 'is “{words}”',
  clear: 'Clear all',
  clearWords: 'Clear the search',
  remove: 'Remove the filter {name}',
  apply: 'Apply',
  from: 'From',
  to: 'To',
  atLeast: 'from {value}',
  atMost: 'up to {value}',
  between: '{from} – {to}',
  today: 'today',
  daysAgo: { one: '{count} day ago', other: '{count} days ago' },
  lastDays: { one: 'in the last day', other: 'in the last {count} days' },
  beforeDays: { one: 'longer than a day ago', other: 'longer than {count} days ago' },
});
