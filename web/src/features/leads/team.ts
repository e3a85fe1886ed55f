import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { dayOf } from '@/lib/format';
import { statsQuery } from './lead';

export const PERIODS = { week: 7, month: 30, quarter: 90 } as const;
export type Period = keyof typeof PERIODS;

export const periodOf = (text: string | undefined): Period => (text === 'week' || text === 'quarter' ? text : 'month');

const DAY_MILLIS = 86_400_000;

/** The first and the last day. */
export function daysOf(period: Period, now: number = Date.now()): { from: string; to: string } {
  return { from: dayOf(now - (PERIODS[period] - 1) * DAY_MILLIS), to: dayOf(now) };
}

export const teamStatsQuery = (period: Period) => {
  const { from, to } = daysOf(period);
  return statsQuery(from, to);
};

export const slaQuery = (period: Period) => {
  const query = daysOf(period);
  return queryOptions({
    queryKey: ['leads', 'sla', query.from, query.to],
    queryFn: ({ signal }) => answer(api.GET('/api/leads/sla', { params: { query }, signal })),
    meta: { topics: ['users'] },
  });
};

/** What somebody's leads come to, and how it stands with their first responses. */
export interface Member {
  id: string;
  /** Undefined for leads without one. */
  name: string | undefined;
  count: Schema<'LeadCount'>;
  sla: Schema<'LeadSlaCount'> | undefined;
}

/** One of each person of whom either speaks, the most breaches first. */
export function membersOf(counts: readonly Schema<'LeadCount'>[], slas: readonly Schema<'LeadSlaCount'>[]): Member[] {
  const byUser = new Map(slas.map((sla) => [sla.user?.id ?? '', sla]));
  return counts
    .map((count) => {
      const id = count.user?.id ?? '';
      return { id, name: count.user?.name, count, sla: byUser.get(id) };
    })
    .sort((a, b) => b.count.breaches - a.count.breaches || b.count.leads - a.count.leads);
}
