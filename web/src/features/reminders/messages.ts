import { catalogue } from '@/lib/messages';

export const t = catalogue('reminders', {
  title: 'Reminders',
});
