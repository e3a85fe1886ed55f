import { VisuallyHidden } from '@mantine/core';
import IconSelector from '@tabler/icons-react/dist/esm/icons/IconSelector.mjs';
import { useState } from 'react';
import { useSession } from '@/lib/api';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { Later, whenIdle } from '../idle';
import { t } from '../messages';
import css from './UserMenu.module.css';

const UserMenuItems = whenIdle(async () => (await import('./UserMenuItems')).UserMenuItems);

export function UserMenu({ collapsed }: { collapsed: boolean }) {
  const { user, workspace } = useSession();
  const [opened, setOpened] = useState(false);
  const button = (
    <button
      type="button"
      className={css['target']}
      data-collapsed={collapsed || undefined}
      onClick={() => setOpened(!opened)}
    >
      <PersonAvatar name={workspace.name} size={24} square />
      {!collapsed && (
        <>
          <span className={css['workspace']}>{workspace.name}</span>
          <IconSelector size={14} stroke={1.6} aria-hidden />
        </>
      )}
      <VisuallyHidden>{t('userMenu', { name: user.name })}</VisuallyHidden>
    </button>
  );
  return (
    <Later fallback={button} wanted={opened}>
      <UserMenuItems opened={opened} onChange={setOpened} button={button} />
    </Later>
  );
}
