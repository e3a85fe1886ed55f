import { useQuery } from '@tanstack/react-query';
import { ViewMenu } from '@/features/views/ViewMenu';
import { viewsQuery, type ViewResource } from '@/features/views/views';
import type { Search } from '@/ui/filters/fields';
import type { ListViews } from '@/ui/list/ListPage';

interface Given {
  resource: ViewResource;
  everything: string;
  group: string;
  search: Search;
  onSearch: (search: Search) => void;
}

/** What a list knows of its saved views. */
export function useListViews({ resource, everything, group, search, onSearch }: Given): ListViews {
  const { data: views = [] } = useQuery(viewsQuery(resource));
  const viewId = search['view'];
  const opened = views.find(({ id }) => id === viewId);
  return {
    columns: opened?.columns,
    menu: (state) => <ViewMenu {...{ resource, everything, group, viewId, state }} onOpen={onSearch} />,
  };
}
