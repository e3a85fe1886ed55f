import IconFilterCog from '@tabler/icons-react/dist/esm/icons/IconFilterCog.mjs';
import IconLayoutKanban from '@tabler/icons-react/dist/esm/icons/IconLayoutKanban.mjs';
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs';
import type { Search } from '@/ui/filters/fields';
import { LayoutSwitch as Switch } from '@/ui/LayoutSwitch';
import { t } from './messages';

/** The same deals as columns or as rows, the filters go along; and the way to what the columns are. */
export function LayoutSwitch({ search }: { search: Search }) {
  const pipelineId = search['pipelineId'];
  return (
    <Switch
      label={t('layout')}
      ways={[
        { label: t('board'), path: '/deals', search, icon: IconLayoutKanban },
        { label: t('table'), path: '/deals/table', search, icon: IconTable },
        {
          label: t('pipelines'),
          path: '/deals/pipelines',
          search: pipelineId === undefined ? {} : { id: pipelineId },
          icon: IconFilterCog,
        },
      ]}
    />
  );
}
