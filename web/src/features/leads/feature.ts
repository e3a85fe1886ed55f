import IconFilterCog from '@tabler/icons-react/dist/esm/icons/IconFilterCog.mjs';
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs';
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import type { Feature } from '@/lib/feature';
import { soon } from '@/lib/soon';
import { t } from './messages';

const NewLeadDialog = soon(async () => (await import('./NewLeadDialog')).NewLeadDialog);

export const leads = (): Feature => ({
  nav: { label: t('title'), path: '/leads', icon: IconHeadset, keys: 'g l' },
  commands: [
    {
      id: 'new-lead',
      label: t('new'),
      icon: IconHeadset,
      keywords: t('findNew'),
      keys: 'a l',
      permission: 'write',
      run: ({ open }) => open(NewLeadDialog),
    },
    {
      id: 'lead-list',
      label: t('list'),
      icon: IconHeadset,
      keywords: t('findList'),
      run: ({ go }) => go('/leads/list'),
    },
    {
      id: 'lead-team',
      label: t('team'),
      icon: IconChartBar,
      keywords: t('findTeam'),
      permission: 'manage',
      run: ({ go }) => go('/leads/team'),
    },
    {
      id: 'lead-settings',
      label: t('settings'),
      icon: IconFilterCog,
      keywords: t('findSettings'),
      permission: 'manage',
      run: ({ go }) => go('/leads/settings'),
    },
  ],
});
