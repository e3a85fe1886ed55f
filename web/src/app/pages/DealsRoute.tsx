import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { DealsPage } from '@/features/deals/DealsPage';
import { dealsSearch } from '@/features/deals/filters';
import { t } from '@/features/deals/messages';
import type { Search } from '@/ui/filters/fields';
import { NewButton } from './NewButton';
import { useListViews } from './useListViews';

const route = getRouteApi('/shell/deals/table');

/** The deals as a table, with the views of them that were saved. */
export function DealsRoute() {
  const raw = route.useSearch();
  const search = useMemo(() => dealsSearch(raw), [raw]);
  const navigate = route.useNavigate();
  const onSearch = useCallback(
    (next: Search, options?: { replace?: boolean }) => void navigate({ search: next, ...options }),
    [navigate],
  );
  const views = useListViews({
    resource: 'deals',
    everything: t('everything'),
    group: t('title'),
    search,
    onSearch,
  });
  return (
    <DealsPage
      {...{ search, onSearch, views }}
      onOpen={(id) => void navigate({ to: '/deals/$id', params: { id } })}
      create={<NewButton command="new-deal" />}
    />
  );
}
