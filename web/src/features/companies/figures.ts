import { noop, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { queryClient } from '@/lib/query';

export type Analytics = Schema<'CompanyAnalytics'>;
export type Kind = keyof Analytics['activities']['kinds'];

export const KINDS: readonly Kind[] = ['call', 'meeting', 'email', 'message', 'interaction', 'note'];

export const analyticsQuery = (id: string) =>
  queryOptions({
    queryKey: ['companies', 'analytics', id],
    queryFn: ({ signal }) => answer(api.GET('/api/companies/{id}/analytics', { params: { path: { id } }, signal })),
    meta: { topics: ['deals', 'activities', 'contacts', 'pipelines'] },
  });

export const dealsSummaryQuery = (id: string) =>
  queryOptions({
    queryKey: ['companies', 'dealsSummary', id],
    queryFn: ({ signal }) => answer(api.GET('/api/companies/{id}/deals-summary', { params: { path: { id } }, signal })),
    meta: { topics: ['deals', 'pipelines'] },
  });

/** Begins what the figures of a company need. */
export function prefetchFigures(id: string): void {
  void queryClient.query(analyticsQuery(id)).catch(noop);
  void queryClient.query(dealsSummaryQuery(id)).catch(noop);
}
