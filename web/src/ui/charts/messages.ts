import { catalogue } from '@/lib/messages';

export const t = catalogue('charts', {
  currency: 'Currency',
});
