import { catalogue } from '@/lib/messages';

export const t = catalogue('companies', {
  title: 'Companies',
});
