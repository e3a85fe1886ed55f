import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import IconBellPlus from '@tabler/icons-react/dist/esm/icons/IconBellPlus.mjs';
import { lazy } from 'react';
import type { Feature } from '@/lib/feature';
import { t } from './messages';

const NewReminderDialog = lazy(async () => ({ default: (await import('./NewReminderDialog')).NewReminderDialog }));

export const reminders = (): Feature => ({
  nav: { label: t('title'), path: '/reminders', icon: IconBell, keys: 'g r' },
  commands: [
    {
      id: 'new-reminder',
      label: t('new'),
      icon: IconBellPlus,
      keywords: t('findWords'),
      keys: 'a r',
      permission: 'write',
      run: ({ open }) => open(NewReminderDialog),
    },
  ],
});
