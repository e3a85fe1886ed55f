import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { useDebounced } from '@/ui/useDebounced';

type AnyFound = Schema<'SearchResult'>['data'][number];

/** What was found and has a page to go to. */
export type Found = AnyFound & { type: 'contact' | 'company' };

const hasPage = (found: AnyFound): found is Found => found.type !== 'deal';

/** Searches all records while somebody types: waits for a pause, and cancels what is no longer asked. */
export function useSearch(words: string) {
  const q = useDebounced(words.trim(), 120);
  const query = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => answer(api.GET('/api/search', { params: { query: { q, limit: 12 } }, signal })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    meta: { topics: ['contacts', 'companies'] },
  });
  return {
    found: q === '' ? [] : (query.data?.data ?? []).filter(hasPage),
    /** Whether what was found belongs to what stands in the field. */
    settled: q === words.trim() && !query.isPlaceholderData && !(query.isPending && q !== ''),
    error: query.error,
  };
}
