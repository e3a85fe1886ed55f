import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { t } from '@/features/leads/deskMessages';
import { LeadsPage } from '@/features/leads/LeadsPage';
import { tableSearch } from '@/features/leads/leadsTable';
import type { Search } from '@/ui/filters/fields';
import { NewButton } from './NewButton';
import { useListViews } from './useListViews';

const route = getRouteApi('/shell/leads/list');

/** All leads as a table, with the views of them that were saved. */
export function LeadsRoute() {
  const raw = route.useSearch();
  const search = useMemo(() => tableSearch(raw), [raw]);
  const navigate = route.useNavigate();
  const onSearch = useCallback(
    (next: Search, options?: { replace?: boolean }) => void navigate({ search: next, ...options }),
    [navigate],
  );
  const views = useListViews({ resource: 'leads', everything: t('all'), group: t('all'), search, onSearch });
  return (
    <LeadsPage
      {...{ search, onSearch, views }}
      onOpen={(uid) => void navigate({ to: '/leads/$uid', params: { uid } })}
      create={<NewButton command="new-lead" />}
    />
  );
}
