import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { useDebounced } from '@/ui/useDebounced';

export type Found = Schema<'SearchResult'>['data'][number];

/** Searches all records while somebody types: waits for a pause, and cancels what is no longer asked. */
export function useSearch(words: string) {
  const q = useDebounced(words.trim(), 120);
  const query = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => answer(api.GET('/api/search', { params: { query: { q, limit: 12 } }, signal })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    meta: { topics: ['contacts', 'companies', 'deals'] },
  });
  return {
    found: q === '' ? [] : (query.data?.data ?? []),
    /** Whether what was found belongs to what stands in the field. */
    settled: q === words.trim() && !query.isPlaceholderData && !(query.isPending && q !== ''),
    error: query.error,
  };
}
