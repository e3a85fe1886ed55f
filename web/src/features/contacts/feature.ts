import IconUserPlus from '@tabler/icons-react/dist/esm/icons/IconUserPlus.mjs';
import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import type { Feature } from '@/lib/feature';
import { soon } from '@/lib/soon';
import { t } from './messages';

const NewContactDialog = soon(async () => (await import('./NewContactDialog')).NewContactDialog);

export const contacts = (): Feature => ({
  nav: { label: t('title'), path: '/contacts', icon: IconUsers, keys: 'g c' },
  commands: [
    {
      id: 'new-contact',
      label: t('new'),
      icon: IconUserPlus,
      keywords: t('findNew'),
      keys: 'a c',
      permission: 'write',
      run: ({ open }) => open(NewContactDialog),
    },
  ],
});
