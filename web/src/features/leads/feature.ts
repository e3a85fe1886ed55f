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
  ],
});
