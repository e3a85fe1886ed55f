import IconBuilding from '@tabler/icons-react/dist/esm/icons/IconBuilding.mjs';
import { useMemo, type ReactNode } from 'react';
import type { Search } from '@/ui/filters/fields';
import type { Patching } from '@/ui/list/cells';
import { ListPage, type ListViews } from '@/ui/list/ListPage';
import { NothingYet } from '@/ui/list/NothingYet';
import { PhoneLine } from '@/ui/list/PhoneLine';
import { companyBulk } from './bulk';
import { companyColumns } from './columns';
import { companiesList, DEFAULT_SORT, type Company } from './companiesList';
import { patchCompany, readCompany } from './company';
import { companyFields } from './filters';
import { t } from './messages';

interface Props {
  search: Search;
  onSearch: (search: Search, options?: { replace?: boolean }) => void;
  onOpen: (id: string) => void;
  views: ListViews;
  /** What makes a new company. */
  create: ReactNode;
}

const PATCHING: Patching<Company> = {
  topic: 'companies',
  topics: ['contacts'],
  read: readCompany,
  patch: (id, changes, version) => patchCompany(id, changes, version),
};

/** All companies of the workspace. */
export function CompaniesPage({ search, onSearch, onOpen, views, create }: Props) {
  const fields = useMemo(() => companyFields(), []);
  const bulk = useMemo(() => companyBulk(), []);
  const deleted = search['deleted'] === 'true';
  const columns = useMemo(() => companyColumns(PATCHING, deleted), [deleted]);
  return (
    <ListPage<Company>
      title={t('title')}
      path="/companies"
      {...{ search, onSearch, fields, columns, views, bulk }}
      list={companiesList}
      defaultSort={DEFAULT_SORT}
      find={t('find')}
      found={(count, exact) => (exact ? t('found', { count }) : t('foundMore', { count }))}
      onOpen={({ id }) => onOpen(id)}
      phoneLine={({ industry, city }) => <PhoneLine>{[industry, city].filter(Boolean).join(' · ')}</PhoneLine>}
      actions={create}
      nothing={
        <NothingYet icon={IconBuilding} title={t('noneYet')}>
          {t('noneYetText')}
        </NothingYet>
      }
    />
  );
}
