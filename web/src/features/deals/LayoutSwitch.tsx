import { Tooltip } from '@mantine/core';
import IconFilterCog from '@tabler/icons-react/dist/esm/icons/IconFilterCog.mjs';
import IconLayoutKanban from '@tabler/icons-react/dist/esm/icons/IconLayoutKanban.mjs';
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs';
import { Link } from '@tanstack/react-router';
import type { Search } from '@/ui/filters/fields';
import css from './LayoutSwitch.module.css';
import { t } from './messages';

const LAYOUTS = [
  { layout: 'board', path: '/deals', icon: IconLayoutKanban },
  { layout: 'table', path: '/deals/table', icon: IconTable },
] as const;

/** The same deals as columns or as rows, the filters go along; and the way to what the columns are. */
export function LayoutSwitch({ search }: { search: Search }) {
  return (
    <nav className={css['switch']} aria-label={t('layout')}>
      {LAYOUTS.map(({ layout, path, icon: Symbol }) => (
        <Tooltip key={layout} label={t(layout)}>
          <Link
            to={path}
            search={search}
            className={css['way']}
            aria-label={t(layout)}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            <Symbol size={16} stroke={1.6} aria-hidden />
          </Link>
        </Tooltip>
      ))}
      <Tooltip label={t('pipelines')}>
        <Link
          to="/deals/pipelines"
          search={search['pipelineId'] === undefined ? {} : { id: search['pipelineId'] }}
          className={css['way']}
          aria-label={t('pipelines')}
        >
          <IconFilterCog size={16} stroke={1.6} aria-hidden />
        </Link>
      </Tooltip>
    </nav>
  );
}
