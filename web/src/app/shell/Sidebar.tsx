import { ActionIcon } from '@mantine/core';
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs';
import IconLayoutSidebar from '@tabler/icons-react/dist/esm/icons/IconLayoutSidebar.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { Link } from '@tanstack/react-router';
import type { NavEntry } from '@/lib/feature';
import { KeyHint } from '@/ui/KeyHint';
import { t } from '../messages';
import { RequestReading } from '../requests/RequestReading';
import { UserMenu } from './UserMenu';
import css from './Sidebar.module.css';

interface Props {
  nav: readonly NavEntry[];
  collapsed: boolean;
  /** Absent in the drawer of a phone. */
  onCollapse?: () => void;
  onSearch: () => void;
  onHelp: () => void;
}

export function Sidebar({ nav, collapsed, onCollapse, onSearch, onHelp }: Props) {
  return (
    <div className={css['sidebar']} data-collapsed={collapsed || undefined}>
      <UserMenu collapsed={collapsed} />
      <button
        type="button"
        className={css['search']}
        onClick={onSearch}
        aria-label={collapsed ? t('search') : undefined}
      >
        <IconSearch size={16} stroke={1.6} aria-hidden />
        {!collapsed && (
          <>
            <span className={css['label']}>{t('search')}</span>
            <KeyHint keys="mod+k" />
          </>
        )}
      </button>
      <nav className={css['nav']} aria-label={t('navigation')}>
        {nav.map((entry) => (
          <NavItem key={entry.path} entry={entry} collapsed={collapsed} />
        ))}
      </nav>
      <footer className={css['foot']}>
        <RequestReading collapsed={collapsed} />
        <ActionIcon onClick={onHelp} aria-label={t('keys')} title={t('keys')} className={css['keys']}>
          <IconKeyboard size={16} stroke={1.6} />
        </ActionIcon>
        {onCollapse !== undefined && (
          <ActionIcon
            onClick={onCollapse}
            aria-label={collapsed ? t('expand') : t('collapse')}
            title={collapsed ? t('expand') : t('collapse')}
          >
            <IconLayoutSidebar size={16} stroke={1.6} />
          </ActionIcon>
        )}
      </footer>
    </div>
  );
}

function NavItem({ entry: { label, path, icon: Symbol }, collapsed }: { entry: NavEntry; collapsed: boolean }) {
  return (
    <Link
      to={path}
      className={css['item']}
      aria-label={collapsed ? label : undefined}
      title={collapsed ? label : undefined}
    >
      <Symbol size={16} stroke={1.6} aria-hidden />
      {!collapsed && <span className={css['label']}>{label}</span>}
    </Link>
  );
}
