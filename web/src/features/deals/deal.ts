import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

export type Deal = Schema<'Deal'>;
export type DealChanges = Schema<'DealChanges'>;
export type Stage = Schema<'Stage'>;
export type Pipeline = Schema<'Pipeline'>;

const include = 'company,owner,stage,contacts,products';

export const dealKey = (id: string) => ['deals', 'one', id] as const;

export const dealQuery = (id: string) =>
  queryOptions({
    queryKey: dealKey(id),
    queryFn: ({ signal }) =>
      answer(api.GET('/api/deals/{id}', { params: { path: { id }, query: { include } }, signal })),
    meta: { topics: ['users', 'companies', 'contacts', 'pipelines', 'products'] },
  });

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['deals', 'history', id],
    queryFn: ({ signal }) => answer(api.GET('/api/deals/{id}/history', { params: { path: { id } }, signal })),
    meta: { topics: ['users', 'pipelines'] },
  });

/** All pipelines with their stages, the default first. */
export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines', 'all'],
  queryFn: async ({ signal }): Promise<Pipeline[]> => (await answer(api.GET('/api/pipelines', { signal }))).data,
});

/** Past the cache of this page; the one of the server is never stale. */
export function readDeal(id: string): Promise<Deal> {
  return answer(api.GET('/api/deals/{id}', { params: { path: { id }, query: { include } } }));
}

/** The answer names nothing that it refers to, so what was not changed keeps its names. */
export function patchDeal(id: string, body: DealChanges, version: number): Promise<Deal> {
  return answer(api.PATCH('/api/deals/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));
}

export function moveDeal(id: string, body: Schema<'DealMove'>): Promise<Deal> {
  return answer(api.POST('/api/deals/{id}/move', { params: { path: { id } }, body }));
}

export async function deleteDeal(id: string): Promise<void> {
  await api.DELETE('/api/deals/{id}', { params: { path: { id } } });
  await changed('deals');
}

export async function restoreDeal(id: string): Promise<void> {
  await api.POST('/api/deals/{id}/restore', { params: { path: { id } } });
  await changed('deals');
}
