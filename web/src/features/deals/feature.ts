import IconCirclePlus from '@tabler/icons-react/dist/esm/icons/IconCirclePlus.mjs';
import IconFilterCog from '@tabler/icons-react/dist/esm/icons/IconFilterCog.mjs';
import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import type { Feature } from '@/lib/feature';
import { soon } from '@/lib/soon';
import { t } from './messages';

const NewDealDialog = soon(async () => (await import('./NewDealDialog')).NewDealDialog);

export const deals = (): Feature => ({
  nav: { label: t('title'), path: '/deals', icon: IconTargetArrow, keys: 'g d' },
  commands: [
    {
      id: 'new-deal',
      label: t('new'),
      icon: IconCirclePlus,
      keywords: t('findNew'),
      keys: 'a d',
      permission: 'write',
      run: ({ open }) => open(NewDealDialog),
    },
    {
      id: 'pipelines',
      label: t('pipelines'),
      icon: IconFilterCog,
      keywords: t('findPipelines'),
      run: ({ go }) => go('/deals/pipelines'),
    },
  ],
});
