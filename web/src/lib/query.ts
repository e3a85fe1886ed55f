import { QueryClient, type Query } from '@tanstack/react-query';
import { ApiProblem } from './api/problem';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: {
      /** What the answer depends on besides the topic that its key begins with. */
      topics?: readonly string[];
      /** After an answer it is not asked again for so long, however fast others write. */
      restMillis?: number;
    };
  }
}

const MINUTE = 60_000;
const MOST_RETRIES = 3;

/**
 * What was seen is shown at once and kept for ten minutes; it is asked for again when the server says that it changed
 * (lib/events), or after five minutes. Brisk may run on this very machine: `always`, because the browser's idea of
 * being online says nothing about it.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * MINUTE,
      gcTime: 10 * MINUTE,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, error) => failures < MOST_RETRIES && isPassing(error),
      retryDelay: (failures, error) => retryDelay(failures, error),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Whether the same request may succeed a moment later. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof ApiProblem) || [429, 502, 503, 504].includes(error.status);
}

export function retryDelay(failures: number, error: unknown): number {
  const asked = error instanceof ApiProblem ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.max(asked, Math.min(500 * 2 ** failures, 10_000));
}

/** Begins a query that a page is about to need. What goes wrong is told by the page. */
export function prefetch(options: Parameters<typeof queryClient.query>[0]): void {
  queryClient.query(options).catch(() => undefined);
}

function dependsOn(query: Query, topics: ReadonlySet<string>): boolean {
  const [first] = query.queryKey;
  return (
    (typeof first === 'string' && topics.has(first)) ||
    (query.meta?.topics?.some((topic) => topics.has(topic)) ?? false)
  );
}

/**
 * Marks everything that depends on these topics as stale, and asks again for what is on the screen. A key begins with
 * its topic (`['contacts', …]`); others that it depends on stand in `meta.topics`. Without topics, everything.
 */
export function changed(...topics: string[]): Promise<void> {
  const all = new Set(topics);
  return queryClient.invalidateQueries(
    { predicate: (query) => (topics.length === 0 || dependsOn(query, all)) && !rests(query) },
    { cancelRefetch: false },
  );
}

/** Of queries that rest, when they are asked again. */
const resting = new Map<string, ReturnType<typeof setTimeout>>();

/** Whether it is too early to ask again; it is done when it is time. */
function rests({ queryKey, queryHash, meta, state }: Query): boolean {
  const rest = state.dataUpdatedAt + (meta?.restMillis ?? 0) - Date.now();
  if (rest <= 0) {
    return false;
  }
  if (!resting.has(queryHash)) {
    const ask = () => {
      resting.delete(queryHash);
      void queryClient.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false });
    };
    resting.set(queryHash, setTimeout(ask, rest));
  }
  return true;
}
