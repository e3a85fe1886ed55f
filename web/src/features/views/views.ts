import { answer, api, ifMatch, type Schema, type Session } from '@/lib/api';
import { changed } from '@/lib/query';

export type View = Schema<'View'>;
export type ViewResource = Schema<'ViewResource'>;
/** What a list looks like: the search of its address, and its columns (none for the usual ones). */
export type ViewState = Pick<View, 'query' | 'columns'>;

/** A user has 100 views at the most; of what others share the first ones are enough to choose from. */
const MOST_VIEWS = 100;

export const viewsQuery = (resource: ViewResource) => ({
  queryKey: ['views', resource],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const query = { resource, limit: MOST_VIEWS };
    const { data } = await answer(api.GET('/api/views', { params: { query }, signal }));
    return data;
  },
});

export async function createView(body: Schema<'NewView'>): Promise<View> {
  const view = await answer(api.POST('/api/views', { body }));
  await changed('views');
  return view;
}

export async function changeView({ id, version }: View, body: Schema<'ViewChanges'>): Promise<View> {
  const view = await answer(api.PATCH('/api/views/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));
  await changed('views');
  return view;
}

export async function deleteView({ id }: View): Promise<void> {
  await api.DELETE('/api/views/{id}', { params: { path: { id } } });
  await changed('views');
}

export async function restoreView({ id }: View): Promise<void> {
  await api.POST('/api/views/{id}/restore', { params: { path: { id } } });
  await changed('views');
}

/** The server decides; this keeps from offering what it would refuse. */
export function mayChange(view: View, { user }: Session): boolean {
  const manages = user.role === 'admin' || user.role === 'manager';
  return user.role !== 'viewer' && (view.userId === user.id || (view.shared && manages));
}

/** Whether the list looks otherwise than the view that was opened. */
export function differs(view: ViewState, now: ViewState): boolean {
  const names = new Set([...Object.keys(view.query), ...Object.keys(now.query)]);
  return (
    [...names].some((name) => view.query[name] !== now.query[name]) ||
    view.columns.length !== now.columns.length ||
    view.columns.some((column, index) => column !== now.columns[index])
  );
}

/** What the menu shows for what was typed into it. */
export function sorted(views: readonly View[], words: string, userId: string): { own: View[]; shared: View[] } {
  const wanted = words.trim().toLocaleLowerCase();
  const found = views.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return {
    own: found.filter((view) => view.userId === userId),
    shared: found.filter((view) => view.userId !== userId),
  };
}
