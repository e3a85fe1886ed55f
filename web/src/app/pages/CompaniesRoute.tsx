import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { CompaniesPage } from '@/features/companies/CompaniesPage';
import { companiesSearch } from '@/features/companies/filters';
import { t } from '@/features/companies/messages';
import type { Search } from '@/ui/filters/fields';
import { NewButton } from './NewButton';
import { useListViews } from './useListViews';

const route = getRouteApi('/shell/companies');

/** The companies with the views of them that were saved. */
export function CompaniesRoute() {
  const raw = route.useSearch();
  const search = useMemo(() => companiesSearch(raw), [raw]);
  const navigate = route.useNavigate();
  const onSearch = useCallback(
    (next: Search, options?: { replace?: boolean }) => void navigate({ search: next, ...options }),
    [navigate],
  );
  const views = useListViews({
    resource: 'companies',
    everything: t('everything'),
    group: t('title'),
    search,
    onSearch,
  });
  return (
    <CompaniesPage
      {...{ search, onSearch, views }}
      onOpen={(id) => void navigate({ to: '/companies/$id', params: { id } })}
      create={<NewButton command="new-company" />}
    />
  );
}
