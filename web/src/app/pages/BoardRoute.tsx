import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { BoardPage } from '@/features/deals/BoardPage';
import { boardSearch } from '@/features/deals/filters';
import type { Search } from '@/ui/filters/fields';
import { NewButton } from './NewButton';

const route = getRouteApi('/shell/deals');

/** The deals of a pipeline as a board. */
export function BoardRoute() {
  const raw = route.useSearch();
  const search = useMemo(() => boardSearch(raw), [raw]);
  const navigate = route.useNavigate();
  const onSearch = useCallback(
    (next: Search, options?: { replace?: boolean }) => void navigate({ search: next, ...options }),
    [navigate],
  );
  return <BoardPage {...{ search, onSearch }} create={<NewButton command="new-deal" />} />;
}
