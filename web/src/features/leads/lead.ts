import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schema } from '@/lib/api';
import { dayOf } from '@/lib/format';
import { changed, queryClient } from '@/lib/query';
import { momentOf, wallTimeIn } from '@/lib/zonedTime';
import type { t } from './deskMessages';

export type Lead = Schema<'Lead'>;
export type LeadChanges = Schema<'LeadChanges'>;
export type FollowUpMade = Schema<'LeadFollowUpMade'>;

const include = 'cre,ps,statusInfo,touches,contact,deal';

export const leadKey = (uid: string) => ['leads', 'one', uid] as const;

export const leadQuery = (uid: string) =>
  queryOptions({
    queryKey: leadKey(uid),
    queryFn: ({ signal }) =>
      answer(api.GET('/api/leads/{uid}', { params: { path: { uid }, query: { include } }, signal })),
    meta: { topics: ['users', 'contacts', 'deals'] },
  });

/** Past the cache of this page; the one of the server is never stale. */
export function readLead(uid: string): Promise<Lead> {
  return answer(api.GET('/api/leads/{uid}', { params: { path: { uid }, query: { include } } }));
}

export function patchLead(uid: string, body: LeadChanges, version: number): Promise<Lead> {
  return answer(api.PATCH('/api/leads/{uid}', { params: { path: { uid }, header: ifMatch(version) }, body }));
}

/** What became of an attempt to reach the customer. */
export async function followUp(uid: string, body: FollowUpMade): Promise<Schema<'LeadFollowedUp'>> {
  const made = await answer(api.POST('/api/leads/{uid}/follow-ups', { params: { path: { uid } }, body }));
  void changed('leads');
  return made;
}

/** The statuses of the workspace change about as often as its pipelines. */
export const statusesQuery = queryOptions({
  queryKey: ['leads', 'statuses'],
  queryFn: async ({ signal }) => (await answer(api.GET('/api/lead-statuses', { signal }))).data,
  meta: { topics: ['lead-statuses'] },
});

export function statusName(code: string): string {
  return queryClient.getQueryData(statusesQuery.queryKey)?.find((status) => status.code === code)?.name ?? code;
}

/** The figures of the last thirty days; their sources are what is suggested for a new lead. */
export const statsQuery = (from?: string, to?: string) => {
  const query = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return queryOptions({
    queryKey: ['leads', 'stats', from ?? null, to ?? null],
    queryFn: ({ signal }) => answer(api.GET('/api/leads/stats', { params: { query }, signal })),
    meta: { topics: ['users'] },
  });
};

export type Group = 'overdue' | 'today' | 'later' | 'unplanned';

/** Under which heading of the queue a lead stands. */
export function groupOf({ nextFollowUpAt }: Pick<Lead, 'nextFollowUpAt'>, now: number): Group {
  if (nextFollowUpAt === null) {
    return 'unplanned';
  }
  if (Date.parse(nextFollowUpAt) < now) {
    return 'overdue';
  }
  return dayOf(nextFollowUpAt) === dayOf(now) ? 'today' : 'later';
}

/** Whether the first response is, or was, too late; the server's word of what waits is as old as its answer. */
export function isLate({ sla, firstResponseDueAt }: Pick<Lead, 'sla' | 'firstResponseDueAt'>, now: number): boolean {
  return sla === 'overdue' || sla === 'missed' || (sla === 'waiting' && Date.parse(firstResponseDueAt) < now);
}

/** The first moment of the user's tomorrow. */
export const tomorrow = (): string => momentOf(wallTimeIn(1, 0));

type Key = Parameters<typeof t>[0];

export const SLA_LABELS = {
  waiting: 'slaWaiting',
  overdue: 'slaOverdue',
  met: 'slaMet',
  missed: 'slaMissed',
} as const satisfies Record<Lead['sla'], Key>;
