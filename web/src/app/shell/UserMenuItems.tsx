import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs';
import type { ReactElement } from 'react';
import { signOut } from '@/features/session/session';
import { useSession } from '@/lib/api';
import { notifyProblem } from '@/ui/toast';
import { t } from '../messages';
import css from './UserMenu.module.css';

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** The button that opens it. */
  button: ReactElement;
}

export function UserMenuItems({ opened, onChange, button }: Props) {
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu width={260} position="bottom-start" opened={opened} onChange={onChange}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <div className={css['who']}>
          <strong>{user.name}</strong>
          <span title={user.email}>{user.email}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{t('theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          <Menu.RadioItem value="light">{t('light')}</Menu.RadioItem>
          <Menu.RadioItem value="dark">{t('dark')}</Menu.RadioItem>
          <Menu.RadioItem value="auto">{t('system')}</Menu.RadioItem>
        </Menu.RadioGroup>
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
