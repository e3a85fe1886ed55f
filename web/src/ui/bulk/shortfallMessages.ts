import { catalogue } from '@/lib/messages';

/** The texts of what could not be done, apart from those of the bar: whoever sees it needs less script then. */
export const t = catalogue('shortfall', {
  notAllDone: 'Not everything could be done',
  failed: '{what} could not be changed:',
  left: '{what} not sent any more.',
  selectFailed: 'Select the failed ones',
  selectLeft: 'Select the rest',
  close: 'Close',
});
