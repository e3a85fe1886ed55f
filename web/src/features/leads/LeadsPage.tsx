import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useSession } from '@/lib/api';
import type { Search } from '@/ui/filters/fields';
import type { Patching } from '@/ui/list/cells';
import { ListPage, type ListViews } from '@/ui/list/ListPage';
import { NothingYet } from '@/ui/list/NothingYet';
import { PhoneLine } from '@/ui/list/PhoneLine';
import { DeskNav } from './DeskNav';
import { t } from './deskMessages';
import { tableFields } from './filters';
import { patchLead, readLead, statusesQuery, statusName } from './lead';
import { leadBulk } from './leadBulk';
import { leadColumns } from './leadColumns';
import { DEFAULT_SORT, leadsTable, rowOf, type LeadRow } from './leadsTable';

interface Props {
  search: Search;
  onSearch: (search: Search, options?: { replace?: boolean }) => void;
  onOpen: (uid: string) => void;
  views: ListViews;
  /** What makes a new lead. */
  create: ReactNode;
}

const PATCHING: Patching<LeadRow> = {
  topic: 'leads',
  topics: [],
  read: async (id) => rowOf(await readLead(id)),
  patch: async (id, changes, version) => rowOf(await patchLead(id, changes, version)),
};

/** All leads that one sees, as a table. */
export function LeadsPage({ search, onSearch, onOpen, views, create }: Props) {
  const { user } = useSession();
  const fields = useMemo(() => tableFields(), []);
  const deleted = search['deleted'] === 'true';
  const columns = useMemo(() => leadColumns(PATCHING, user.role, deleted), [user.role, deleted]);
  const bulk = useMemo(() => leadBulk(user.role), [user.role]);
  // The names of statuses are known to chips and cells.
  useQuery(statusesQuery);
  return (
    <ListPage<LeadRow>
      title={t('all')}
      path="/leads/list"
      {...{ search, onSearch, fields, columns, views, bulk }}
      list={leadsTable}
      defaultSort={DEFAULT_SORT}
      find={t('find')}
      found={(count, exact) => (exact ? t('found', { count }) : t('foundMore', { count }))}
      onOpen={({ uid }) => onOpen(uid)}
      phoneLine={({ mobile, status, ps }) => (
        <PhoneLine>{[mobile.typed, statusName(status), ps?.name].filter(Boolean).join(' · ')}</PhoneLine>
      )}
      actions={
        <>
          <DeskNav search={search} />
          {create}
        </>
      }
      nothing={
        <NothingYet icon={IconHeadset} title={t('noneYet')}>
          {t('noneYetText')}
        </NothingYet>
      }
    />
  );
}
