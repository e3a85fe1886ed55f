import { catalogue } from '@/lib/messages';

export const t = catalogue('imports', {
  title: 'Import',
});
