import { catalogue } from '@/lib/messages';

export const t = catalogue('my500', {
  title: 'My-500',
});
