import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import type { Feature } from '@/lib/feature';
import { t } from './messages';

export const reminders = (): Feature => ({
  nav: { label: t('title'), path: '/reminders', icon: IconBell, keys: 'g r' },
});
