import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import IconBuildingPlus from '@tabler/icons-react/dist/esm/icons/IconBuildingPlus.mjs';
import type { Feature } from '@/lib/feature';
import { soon } from '@/lib/soon';
import { t } from './messages';

const NewCompanyDialog = soon(async () => (await import('./NewCompanyDialog')).NewCompanyDialog);

export const companies = (): Feature => ({
  nav: { label: t('title'), path: '/companies', icon: IconBuilding, keys: 'g o' },
  commands: [
    {
      id: 'new-company',
      label: t('new'),
      icon: IconBuildingPlus,
      keywords: t('findNew'),
      keys: 'a o',
      permission: 'write',
      run: ({ open }) => open(NewCompanyDialog),
    },
  ],
});
