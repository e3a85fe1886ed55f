import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import type { Feature } from '@/lib/feature';
import { t } from './messages';

export const companies = (): Feature => ({
  nav: { label: t('title'), path: '/companies', icon: IconBuilding, keys: 'g o' },
});
