import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs';
import type { Feature } from '@/lib/feature';
import { t } from './messages';

export const dashboard = (): Feature => ({
  nav: { label: t('title'), path: '/dashboard', icon: IconChartBar, keys: 'g h' },
});
