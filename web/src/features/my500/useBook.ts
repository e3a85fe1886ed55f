import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { answer, api, type Schema } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { useDebounced } from '@/ui/useDebounced';
import type { Entry } from './book';

export type BookPage = Schema<'Book'>;
export type FoundEntries = Schema<'BookEntries'>;

export const PAGE_SIZE = 100;
export const MOST_FOUND = 100;
const LATEST_MILLIS = 1_500;

/** An entry shows its contact and its activities, so both change it. */
const meta = { topics: ['contacts', 'activities'] };
export const PAGES = ['book', 'page'] as const;
export const SEARCHES = ['book', 'search'] as const;

const bookPage = (page: number) =>
  queryOptions({
    queryKey: [...PAGES, page],
    queryFn: ({ signal }) => answer(api.GET('/api/my-500', { params: { query: { page, limit: PAGE_SIZE } }, signal })),
    meta,
  });

/** Fetches the beginning of the book for somebody who is about to open it. */
export function prefetchBook(): void {
  // What goes wrong is told by the page itself.
  queryClient.query(bookPage(1)).catch(() => undefined);
}

/** The whole book: the first page at once, the others when the page has settled. */
export function useBook() {
  const settled = useSettled();
  const first = useQuery(bookPage(1));
  const total = first.data?.pagination.total ?? 0;
  const pages = settled ? Math.ceil(total / PAGE_SIZE) : 1;
  const others = useQueries({
    queries: Array.from({ length: Math.max(0, pages - 1) }, (_, index) => bookPage(index + 2)),
    combine: (results) => results.map(({ data }) => data),
  });
  const entries = useMemo(() => withoutGaps([first.data, ...others]), [first.data, others]);
  return {
    entries,
    total,
    syncState: first.data?.syncStatus.state,
    isPending: first.isPending,
    error: first.data === undefined ? first.error : null,
    retry: () => void first.refetch(),
  };
}

function useSettled(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const settle = () => setSettled(true);
    if ('requestIdleCallback' in window) {
      const id = requestIdleCallback(settle, { timeout: LATEST_MILLIS });
      return () => cancelIdleCallback(id);
    }
    const id = setTimeout(settle, LATEST_MILLIS / 2);
    return () => clearTimeout(id);
  }, []);
  return settled;
}

/** Up to the first page that is missing. Pages are read one after the other: who moved meanwhile may stand on two. */
export function withoutGaps(pages: readonly (BookPage | undefined)[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const page of pages) {
    if (page === undefined) {
      break;
    }
    page.data.forEach((entry) => {
      if (!entries.has(entry.id)) {
        entries.set(entry.id, entry);
      }
    });
  }
  return [...entries.values()];
}

/** Entries of the book that contain all of these words. */
export const foundInBook = (q: string) =>
  queryOptions({
    queryKey: [...SEARCHES, q],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/my-500/search', { params: { query: { q, limit: MOST_FOUND } }, signal })),
    enabled: q !== '',
    meta,
  });

/** Searches the book while somebody types: waits for a pause, and cancels what is no longer asked. */
export function useBookSearch(words: string) {
  const wanted = words.trim();
  const q = useDebounced(wanted, 150);
  const query = useQuery({ ...foundInBook(q), placeholderData: keepPreviousData });
  const active = wanted !== '' && q !== '';
  return {
    /** What was found, undefined while nobody searches or nothing was answered yet. */
    found: active ? query.data?.data : undefined,
    words: q,
    /** Whether what was found belongs to what stands in the field. */
    settled: q === wanted && !query.isPlaceholderData && !query.isFetching,
    error: active && query.data === undefined ? query.error : null,
    retry: () => void query.refetch(),
  };
}
