import { ActionIcon } from '@mantine/core';
import IconMenu2 from '@tabler/icons-react/dist/esm/icons/IconMenu2.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useSession } from '@/lib/api';
import { t } from '../messages';
import { RequestReading } from '../requests/RequestReading';
import css from './PhoneBar.module.css';

/** What the sidebar is on a large screen, as far as a thumb needs it. */
export function PhoneBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const { workspace } = useSession();
  return (
    <div className={css['bar']}>
      <ActionIcon size={36} onClick={onMenu} aria-label={t('openMenu')}>
        <IconMenu2 size={18} stroke={1.6} />
      </ActionIcon>
      <span className={css['name']}>{workspace.name}</span>
      <RequestReading collapsed={false} />
      <ActionIcon size={36} onClick={onSearch} aria-label={t('search')}>
        <IconSearch size={18} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}
