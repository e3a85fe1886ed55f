import {
  hashKey,
  QueriesObserver,
  type QueryClient,
  type QueryKey,
  type QueryObserverOptions,
} from '@tanstack/react-query';
import type { Schema } from './api';
import { queryClient } from './query';

export interface PageOf<Row> {
  data: Row[];
  pagination: Schema<'Pagination'>;
}

/** Where a page is: by its number as far as the server counts, from there on by the cursor of the page before. */
export type PagePlace = { limit: number } & ({ page: number } | { after: string });

/** A list of any length. Its key names everything that it depends on and begins with its topic. */
export interface PagedQuery<Row> {
  queryKey: QueryKey;
  fetchPage: (place: PagePlace, signal: AbortSignal) => Promise<PageOf<Row>>;
  /** What its rows show besides its own topic. */
  topics?: readonly string[];
}

/** What is known of a list at a moment. */
export interface ListView<Row> {
  /** How many rows one can scroll to at present; beyond the counted pages it grows as one goes on. */
  reachable: number;
  total: number;
  totalExact: boolean;
  /** Nothing of the list has arrived yet. */
  isPending: boolean;
  error: Error | null;
  rowAt: (index: number) => Row | undefined;
}

export const PAGE_ROWS = 100;
/** Up to here the server takes page numbers: 10,000 rows. */
const NUMBERED_PAGES = 100;
/** What is further away from the rows in sight is given back: a long scroll must not fill the memory. */
const PAGES_KEPT_EACH_SIDE = 20;

/**
 * The pages of a list around the rows in sight, each a query of its own: they are fetched on demand, kept fresh like
 * every other query, and given back when they are far away.
 */
export class PagedList<Row> {
  /** How far it was scrolled when somebody last looked at it, in pixels. */
  place = 0;
  private readonly observer: QueriesObserver;
  private readonly listeners = new Set<() => void>();
  private readonly cursors = new Map<number, string>();
  private readonly loaded = new Map<number, PageOf<Row>>();
  private readonly query: PagedQuery<Row>;
  private readonly client: QueryClient;
  private first = 0;
  private last = 0;
  private current: ListView<Row>;

  constructor(query: PagedQuery<Row>, client: QueryClient = queryClient) {
    this.query = query;
    this.client = client;
    this.takeIn();
    this.current = this.view([]);
    this.observer = new QueriesObserver(client, this.observed());
  }

  subscribe = (listener: () => void): (() => void) => {
    const stop = this.listeners.size === 0 ? this.observer.subscribe(this.update) : undefined;
    this.listeners.add(listener);
    this.update();
    return () => {
      this.listeners.delete(listener);
      stop?.();
    };
  };

  snapshot = (): ListView<Row> => this.current;

  leaveAt(pixels: number): void {
    this.place = pixels;
  }

  /** Says which rows are in sight; what is missing of them is fetched, and the page after them. */
  show(firstIndex: number, lastIndex: number): void {
    const first = Math.max(0, Math.floor(firstIndex / PAGE_ROWS));
    const last = Math.max(first, Math.floor(lastIndex / PAGE_ROWS));
    if (first === this.first && last === this.last) {
      return;
    }
    this.first = first;
    this.last = last;
    this.giveBackFarPages();
    this.observer.setQueries(this.observed());
    this.update();
  }

  /** The ids of a range of rows, fetching what is missing. */
  async rowsBetween(firstIndex: number, lastIndex: number): Promise<Row[]> {
    const rows: Row[] = [];
    for (let page = Math.floor(firstIndex / PAGE_ROWS); page <= Math.floor(lastIndex / PAGE_ROWS); page++) {
      const options = this.pageOptions(page);
      const { data } =
        options === undefined ? { data: [] } : await this.client.query({ ...options, staleTime: Infinity });
      data.forEach((row, index) => {
        const at = page * PAGE_ROWS + index;
        if (at >= firstIndex && at <= lastIndex) {
          rows.push(row);
        }
      });
    }
    return rows;
  }

  private observed(): QueryObserverOptions[] {
    const pages = [];
    for (let page = this.first; page <= this.last + 1; page++) {
      // The page after those in sight is fetched ahead where there is one.
      const wanted = page === this.first || page * PAGE_ROWS < this.current.reachable;
      const options = wanted ? this.pageOptions(page) : undefined;
      if (options !== undefined) {
        pages.push(options);
      }
    }
    return pages;
  }

  private pageOptions(page: number) {
    const { queryKey, fetchPage, topics } = this.query;
    const known = this.placeOf(page);
    return known === undefined
      ? undefined
      : {
          queryKey: [...queryKey, 'page', page],
          // The cursor counts that is known when it is asked (again).
          queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage(this.placeOf(page) ?? known, signal),
          ...(topics === undefined ? {} : { meta: { topics } }),
        };
  }

  private placeOf(page: number): PagePlace | undefined {
    if (page < NUMBERED_PAGES) {
      return { limit: PAGE_ROWS, page: page + 1 };
    }
    const after = this.cursors.get(page);
    return after === undefined ? undefined : { limit: PAGE_ROWS, after };
  }

  private giveBackFarPages(): void {
    for (const page of this.loaded.keys()) {
      if (page < this.first - PAGES_KEPT_EACH_SIDE || page > this.last + PAGES_KEPT_EACH_SIDE) {
        this.loaded.delete(page);
        this.client.removeQueries({ queryKey: [...this.query.queryKey, 'page', page], exact: true });
      }
    }
  }

  private update = (): void => {
    this.takeIn();
    const before = this.current.reachable;
    this.current = this.view(this.observer.getCurrentResult());
    if (this.current.reachable > before) {
      this.observer.setQueries(this.observed());
    }
    this.listeners.forEach((listener) => listener());
  };

  /** Takes what the client's cache has of the pages, also of those that were fetched by somebody else. */
  private takeIn(): void {
    for (const page of new Set([...this.loaded.keys(), ...this.pagesInSight()])) {
      const data = this.client.getQueryData<PageOf<Row>>([...this.query.queryKey, 'page', page]);
      if (data === undefined) {
        this.loaded.delete(page);
        continue;
      }
      this.loaded.set(page, data);
      this.continueAt(page + 1, data.pagination.next);
    }
  }

  private continueAt(page: number, cursor: string | null): void {
    const before = this.cursors.get(page);
    if (cursor === null) {
      this.cursors.delete(page);
    } else {
      this.cursors.set(page, cursor);
    }
    // Rows came or went before this page: it begins elsewhere now.
    if (page >= NUMBERED_PAGES && before !== undefined && before !== cursor) {
      void this.client.invalidateQueries({ queryKey: [...this.query.queryKey, 'page', page], exact: true });
    }
  }

  private pagesInSight(): number[] {
    return Array.from({ length: this.last - this.first + 2 }, (_, index) => this.first + index);
  }

  private view(results: readonly { error: Error | null }[]): ListView<Row> {
    const pages = new Map(this.loaded);
    const newest = pages.get(this.first) ?? pages.values().next().value;
    return {
      reachable: this.reachable(newest?.pagination),
      total: newest?.pagination.total ?? 0,
      totalExact: newest?.pagination.totalExact ?? false,
      isPending: newest === undefined,
      error: results.find(({ error }) => error !== null)?.error ?? null,
      rowAt: (index) => pages.get(Math.floor(index / PAGE_ROWS))?.data[index % PAGE_ROWS],
    };
  }

  private reachable(pagination: Schema<'Pagination'> | undefined): number {
    if (pagination === undefined) {
      return 0;
    }
    const numbered = Math.min(pagination.total, NUMBERED_PAGES * PAGE_ROWS);
    let end = numbered;
    for (const [page] of this.cursors) {
      if (page >= NUMBERED_PAGES) {
        // The length of a page that is not here yet is not known; all but the last one are full.
        const rows = this.loaded.get(page)?.data.length ?? PAGE_ROWS;
        end = Math.max(end, page * PAGE_ROWS + rows);
      }
    }
    return pagination.totalExact ? Math.min(end, pagination.total) : end;
  }
}

const MOST_LISTS_KEPT = 5;
const keptLists = new Map<string, PagedList<unknown>>();

/**
 * The list of this query, which whoever comes back finds as they left it: with the pages that are still in the cache,
 * the cursors that led to them and the place where one was.
 */
export function keptList<Row>(query: PagedQuery<Row>): PagedList<Row> {
  const key = hashKey(query.queryKey);
  const list = (keptLists.get(key) as PagedList<Row> | undefined) ?? new PagedList(query);
  keptLists.delete(key);
  keptLists.set(key, list);
  for (const oldest of [...keptLists.keys()].slice(0, -MOST_LISTS_KEPT)) {
    keptLists.delete(oldest);
  }
  return list;
}

/** Fetches the beginning of a list that somebody is about to see. */
export function prefetchList<Row>({ queryKey, fetchPage, topics }: PagedQuery<Row>): void {
  const page = queryClient.query({
    queryKey: [...queryKey, 'page', 0],
    queryFn: ({ signal }) => fetchPage({ limit: PAGE_ROWS, page: 1 }, signal),
    ...(topics === undefined ? {} : { meta: { topics } }),
  });
  // What goes wrong is told by the page that needs it.
  page.catch(() => undefined);
}

/**
 * Shows a change of one record in all its lists before the server has answered. Answers what takes that back; call
 * `changed(topic)` in either case when the answer is there.
 */
export function patchRows<Row extends { id: string }>(topic: string, id: string, patch: Partial<Row>): () => void {
  const filters = {
    predicate: ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] === topic && queryKey.includes('page'),
  };
  const before = queryClient.getQueriesData<PageOf<Row>>(filters);
  queryClient.setQueriesData<PageOf<Row>>(filters, (page) =>
    page?.data.some((row) => row.id === id)
      ? { ...page, data: page.data.map((row) => (row.id === id ? { ...row, ...patch } : row)) }
      : page,
  );
  return () => before.forEach(([key, data]) => queryClient.setQueryData(key, data));
}
