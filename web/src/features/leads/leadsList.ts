import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api';
import { prefetchList, type PagedQuery } from '@/lib/pages';
import { queryClient } from '@/lib/query';
import { queryOf, type Search } from '@/ui/filters/fields';
import { leadsSearch } from './filters';
import { leadQuery, statusesQuery, tomorrow, type Lead } from './lead';
import { periodOf, slaQuery, teamStatsQuery } from './team';

const FIELDS =
  'uid,customerName,mobile,source,model,city,creId,psId,status,kind,priority,sla,firstResponseDueAt,nextFollowUpAt,' +
  'attempts,version';

/** Whoever asks for a state means that one; otherwise only what is open waits for somebody. */
export function asked(query: Record<string, string>): Record<string, string> {
  return query['kind'] === undefined && query['status'] === undefined ? { ...query, kind: 'open' } : query;
}

/** What waits for somebody, what is due first. */
export function queueList(query: Record<string, string>): PagedQuery<Lead> {
  const filters = asked(query);
  return {
    queryKey: ['leads', 'queue', filters],
    topics: ['users'],
    fetchPage: (place, signal) => {
      const whole = { ...filters, ...place, sort: 'followUp' as const, fields: FIELDS, include: 'ps,statusInfo' };
      return answer(api.GET('/api/leads', { params: { query: whole }, signal }));
    },
  };
}

/** How many of the queue are due before a moment; what is overdue grows by itself, so it is asked again and again. */
export const dueQuery = (query: Record<string, string>, before: 'now' | 'tomorrow') =>
  queryOptions({
    queryKey: ['leads', 'due', before, asked(query)],
    queryFn: async ({ signal }) => {
      const until = before === 'now' ? { overdue: true } : { followUpTo: tomorrow() };
      const whole = { ...asked(query), ...until, limit: 1, fields: 'uid' };
      return (await answer(api.GET('/api/leads', { params: { query: whole }, signal }))).pagination;
    },
    refetchInterval: 60_000,
    staleTime: 30_000,
  });

/** Begins the queue that an address stands for. */
export function prefetchQueue(search: Search): void {
  const query = queryOf(leadsSearch(search));
  prefetchList(queueList(query));
  // What goes wrong is told by the page itself.
  queryClient.query(dueQuery(query, 'now')).catch(() => undefined);
  queryClient.query(dueQuery(query, 'tomorrow')).catch(() => undefined);
  queryClient.query(statusesQuery).catch(() => undefined);
}

/** Begins the page of a lead. */
export function prefetchLead(uid: string): void {
  queryClient.query(leadQuery(uid)).catch(() => undefined);
}

/** Begins the figures of the team. */
export function prefetchTeam(period: string | undefined): void {
  queryClient.query(teamStatsQuery(periodOf(period))).catch(() => undefined);
  queryClient.query(slaQuery(periodOf(period))).catch(() => undefined);
}
