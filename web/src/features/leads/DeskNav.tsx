import IconAdjustments from '@tabler/icons-react/dist/esm/icons/IconAdjustments.mjs';
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs';
import IconListCheck from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs';
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import type { Search } from '@/ui/filters/fields';
import { LayoutSwitch } from '@/ui/LayoutSwitch';
import { t } from './deskMessages';

/** The pages of the lead desk; the filters of the queue and of the list go along. */
export function DeskNav({ search = {} }: { search?: Search }) {
  const { user } = useSession();
  const managed = [
    { label: t('team'), path: '/leads/team', icon: IconChartBar },
    { label: t('settings'), path: '/leads/settings', icon: IconAdjustments },
  ];
  return (
    <LayoutSwitch
      label={t('pages')}
      ways={[
        { label: t('queue'), path: '/leads', search, icon: IconListCheck },
        { label: t('all'), path: '/leads/list', search, icon: IconTable },
        { label: t('duplicates'), path: '/leads/duplicates', icon: IconUsersGroup },
        ...(may(user.role, 'manage') ? managed : []),
      ]}
    />
  );
}
