import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import { useMemo, type ReactNode } from 'react';
import type { Search } from '@/ui/filters/fields';
import type { Patching } from '@/ui/list/cells';
import { ListPage, type ListViews } from '@/ui/list/ListPage';
import { PhoneLine } from '@/ui/list/PhoneLine';
import { NothingYet } from '@/ui/list/NothingYet';
import { dealBulk } from './bulk';
import { dealColumns, moneyOf } from './columns';
import { patchDeal, readDeal, type Deal } from './deal';
import { dealsList, DEFAULT_SORT } from './dealsList';
import { dealFields } from './filters';
import { LayoutSwitch } from './LayoutSwitch';
import { t } from './messages';

interface Props {
  search: Search;
  onSearch: (search: Search, options?: { replace?: boolean }) => void;
  onOpen: (id: string) => void;
  views: ListViews;
  /** What makes a new deal. */
  create: ReactNode;
}

const PATCHING: Patching<Deal> = {
  topic: 'deals',
  topics: [],
  read: readDeal,
  patch: (id, changes, version) => patchDeal(id, changes, version),
};

/** All deals of the workspace, as a table. */
export function DealsPage({ search, onSearch, onOpen, views, create }: Props) {
  const fields = useMemo(() => dealFields(), []);
  const bulk = useMemo(() => dealBulk(), []);
  const deleted = search['deleted'] === 'true';
  const columns = useMemo(() => dealColumns(PATCHING, deleted), [deleted]);
  return (
    <ListPage<Deal>
      title={t('title')}
      path="/deals/table"
      {...{ search, onSearch, fields, columns, views, bulk }}
      list={dealsList}
      defaultSort={DEFAULT_SORT}
      find={t('find')}
      found={(count, exact) => (exact ? t('found', { count }) : t('foundMore', { count }))}
      onOpen={({ id }) => onOpen(id)}
      phoneLine={(deal) => (
        <PhoneLine>{[deal.company?.name, moneyOf(deal), deal.stage?.name].filter(Boolean).join(' · ')}</PhoneLine>
      )}
      actions={
        <>
          {create}
          <LayoutSwitch search={search} />
        </>
      }
      nothing={
        <NothingYet icon={IconTargetArrow} title={t('noneYet')}>
          {t('noneYetText')}
        </NothingYet>
      }
    />
  );
}
