import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';

export type Dashboard = Schema<'Dashboard'>;
export type Period = Dashboard['period']['name'];

export const PERIODS: readonly Period[] = ['week', 'month', 'quarter', 'year'];

export const periodOf = (text: string | undefined): Period => PERIODS.find((each) => each === text) ?? 'month';

const SECOND = 1_000;

/** It may be asked 20 times a minute, so it does not follow every change of a busy team but the clock. */
export const dashboardQuery = (period: Period, ownerId: string | undefined) =>
  queryOptions({
    queryKey: ['dashboard', period, ownerId ?? null],
    queryFn: ({ signal }): Promise<Dashboard> => {
      const query = { period, ...(ownerId === undefined ? {} : { ownerId }) };
      return answer(api.GET('/api/dashboard', { params: { query }, signal }));
    },
    staleTime: 10 * SECOND,
    refetchInterval: 60 * SECOND,
    placeholderData: keepPreviousData,
  });
