import { Menu, SegmentedControl, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs';
import IconSelector from '@tabler/icons-react/dist/esm/icons/IconSelector.mjs';
import { signOut } from '@/features/session/session';
import { useSession } from '@/lib/api';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { notifyProblem } from '@/ui/toast';
import { t } from '../messages';
import css from './UserMenu.module.css';

export function UserMenu({ collapsed }: { collapsed: boolean }) {
  const { user, workspace } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu width={240} position="bottom-start">
      <Menu.Target>
        <button type="button" className={css['target']} data-collapsed={collapsed || undefined}>
          <PersonAvatar name={workspace.name} size={24} square />
          {!collapsed && (
            <>
              <span className={css['workspace']}>{workspace.name}</span>
              <IconSelector size={14} stroke={1.6} aria-hidden />
            </>
          )}
          <VisuallyHidden>{t('userMenu', { name: user.name })}</VisuallyHidden>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css['who']}>
          <strong>{user.name}</strong>
          <span>{user.email}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        <SegmentedControl
          className={css['theme']}
          size="xs"
          fullWidth
          value={colorScheme}
          onChange={(value) => setColorScheme(value)}
          data={[
            { value: 'light', label: t('light') },
            { value: 'dark', label: t('dark') },
            { value: 'auto', label: t('system') },
          ]}
        />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.6} />}
          onClick={() => void signOut().catch(notifyProblem)}
        >
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
