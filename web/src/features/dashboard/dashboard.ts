import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { hearing } from '@/lib/events';
import { useStore } from '@/lib/store';

export type Dashboard = Schema<'Dashboard'>;
export type Period = Dashboard['period']['name'];

export const PERIODS: readonly Period[] = ['week', 'month', 'quarter', 'year'];

export const periodOf = (text: string | undefined): Period => PERIODS.find((each) => each === text) ?? 'month';

const SECOND = 1_000;

/** What it counts, and what it shows by name. */
const TOPICS = ['deals', 'pipelines', 'activities', 'reminders', 'companies', 'contacts', 'users'];

/** It may be asked 20 times a minute, so it follows a busy team with a pause after each answer. */
export const dashboardQuery = (period: Period, ownerId: string | undefined) =>
  queryOptions({
    queryKey: ['dashboard', period, ownerId ?? null],
    queryFn: ({ signal }): Promise<Dashboard> => {
      const query = { period, ...(ownerId === undefined ? {} : { ownerId }) };
      return answer(api.GET('/api/dashboard', { params: { query }, signal }));
    },
    staleTime: 10 * SECOND,
    meta: { topics: TOPICS, restMillis: 5 * SECOND },
    placeholderData: keepPreviousData,
  });

/** By the clock, where nobody tells what changed; otherwise only because a day ends. */
export const useClock = (): number => (useStore(hearing) ? 600 * SECOND : 60 * SECOND);
