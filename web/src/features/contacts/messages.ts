import { catalogue } from '@/lib/messages';

export const t = catalogue('contacts', {
  title: 'Contacts',
});
