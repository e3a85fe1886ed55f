import { keepPreviousData, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type Schema } from '@/lib/api';
import { changed, queryClient } from '@/lib/query';
import { isUnderWay, progressOf, steady, type Job, type Progress, type TimeLeft } from './progress';

export type Import = Schema<'Import'>;
export type FindingKind = Schema<'FindingKind'>;
export type Finding = Schema<'FindingPage'>['data'][number];

export const FINDING_KINDS: readonly FindingKind[] = ['rejected', 'repeated', 'shared_email', 'warning', 'assumed'];

/** What stands in the address of an import. */
export function findingSearch({ kind }: { kind?: unknown }): { kind?: FindingKind } {
  const known = FINDING_KINDS.find((each) => each === kind);
  return known === undefined ? {} : { kind: known };
}

const LOOK_MILLIS = 1_000;
const LOOK_ALTHOUGH_TOLD_MILLIS = 5_000;
const RECONNECT_MILLIS = 3_000;
const MOST_FINDINGS = 100;
const ENDS = ['done', 'failed', 'cancelled'] as const;

const listOptions = {
  queryKey: ['imports', 'list'],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) => {
    const query = { limit: 20, ...(pageParam === null ? {} : { after: pageParam }) };
    return answer(api.GET('/api/imports', { params: { query }, signal }));
  },
  getNextPageParam: (page: Schema<'ImportPage'>) => page.pagination.next,
};

/** The imports of the last 90 days, the newest first; looks often while one of them is under way. */
export function useImports() {
  return useInfiniteQuery({
    ...listOptions,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.data.some(isUnderWay)) ? LOOK_MILLIS : false,
  });
}

export function prefetchImports(): void {
  // What goes wrong is told by the page itself.
  queryClient.infiniteQuery(listOptions).catch(() => undefined);
}

const importOptions = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api/imports/{id}', { params: { path: { id } }, signal })),
  });

export function useImport(id: string) {
  return useQuery({
    ...importOptions(id),
    // Its events tell more and sooner; this is for when they do not get through.
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_ALTHOUGH_TOLD_MILLIS : false),
  });
}

export function prefetchImport(id: string): void {
  queryClient.query(importOptions(id)).catch(() => undefined);
}

export function remember(job: Import): void {
  queryClient.setQueryData(importOptions(job.id).queryKey, job);
}

export interface Live {
  progress: Progress;
  left: TimeLeft | undefined;
}

/** How far an import is, as the server tells it twice a second, until it has ended. */
export function useLive(job: Job): Live {
  const { id, target } = job;
  const underWay = isUnderWay(job);
  const [live, setLive] = useState<Live>();
  useEffect(() => {
    if (!underWay) {
      return undefined;
    }
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onProgress = ({ data }: MessageEvent<string>) => {
      const progress = JSON.parse(data) as Progress;
      setLive((before) => ({
        progress,
        left: progress.secondsLeft === undefined ? undefined : steady(before?.left, progress.secondsLeft, Date.now()),
      }));
    };
    const onEnd = ({ data }: MessageEvent<string>) => {
      source?.close();
      remember(JSON.parse(data) as Import);
      void changed('imports', target);
    };
    const connect = () => {
      source = new EventSource(`/api/imports/${id}/events`);
      source.addEventListener('progress', onProgress);
      ENDS.forEach((end) => source?.addEventListener(end, onEnd));
      source.onerror = () => {
        source?.close();
        timer = setTimeout(connect, RECONNECT_MILLIS);
      };
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(timer);
    };
  }, [id, target, underWay]);
  return live ?? { progress: progressOf(job), left: undefined };
}

/** What an import says about single rows, by their lines. */
export function useFindings(id: string, kind: FindingKind | undefined) {
  return useInfiniteQuery({
    queryKey: ['imports', 'findings', id, kind ?? 'all'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: MOST_FINDINGS,
        ...(kind === undefined ? {} : { kind }),
        ...(pageParam === null ? {} : { after: pageParam }),
      };
      return answer(api.GET('/api/imports/{id}/findings', { params: { path: { id }, query }, signal }));
    },
    getNextPageParam: (page) => page.pagination.next,
    placeholderData: keepPreviousData,
    // Of an import that has ended nothing changes any more.
    staleTime: Infinity,
  });
}
