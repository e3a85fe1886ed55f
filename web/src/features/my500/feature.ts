import IconBook2 from '@tabler/icons-react/dist/esm/icons/IconBook2.mjs';
import type { Feature } from '@/lib/feature';
import { t } from './messages';

export const my500 = (): Feature => ({
  nav: { label: t('title'), path: '/my-500', icon: IconBook2, keys: 'g m' },
});
