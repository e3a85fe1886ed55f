import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import type { Feature } from '@/lib/feature';
import { t } from './messages';

export const contacts = (): Feature => ({
  nav: { label: t('title'), path: '/contacts', icon: IconUsers, keys: 'g c' },
});
