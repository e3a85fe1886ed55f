import type { InfiniteData } from '@tanstack/react-query';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schema } from '@/lib/api';

export type Activity = Schema<'Activity'>;
export type Kind = Activity['kind'];
export type ActivityFields = Schema<'ActivityFields'>;

export const KINDS: readonly Kind[] = ['note', 'call', 'meeting', 'email', 'message', 'interaction'];

/** Whose timeline: a deal's, a contact's, or a company's. */
export interface Subject {
  dealId?: string;
  contactId?: string;
  companyId?: string | null;
}

export interface TimelinePage {
  data: Activity[];
  pagination: Schema<'Pagination'>;
}

export type Pages = InfiniteData<TimelinePage, string | undefined>;

const PAGE = 50;

/** What identifies the timeline: that of a contact stays the same when its company changes. */
function ownerOf({ dealId, contactId, companyId }: Subject) {
  if (dealId !== undefined) {
    return { dealId };
  }
  return contactId === undefined ? { companyId: companyId ?? '' } : { contactId };
}

/** The record whose timeline it is. */
export const ownerIdOf = ({ dealId, contactId, companyId }: Subject): string => dealId ?? contactId ?? companyId ?? '';

export const timelineKey = (subject: Subject) => ['activities', 'timeline', ownerOf(subject)] as const;

export const timelineQuery = (subject: Subject, kinds: readonly Kind[]) =>
  infiniteQueryOptions({
    queryKey: [...timelineKey(subject), kinds] as const,
    queryFn: ({ signal, pageParam }): Promise<TimelinePage> => {
      const query = {
        ...ownerOf(subject),
        include: 'owner,contact',
        limit: PAGE,
        ...(kinds.length === 0 ? {} : { kind: kinds.join(',') }),
        ...(pageParam === undefined ? {} : { after: pageParam }),
      };
      return answer(api.GET('/api/timeline', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }: TimelinePage) => pagination.next ?? undefined,
    meta: { topics: ['users'] },
  });

/** The address that writes activities of this kind. */
type Address = '/api/notes' | '/api/messages' | '/api/interactions';

export function addressOf(kind: Kind): Address {
  switch (kind) {
    case 'note':
      return '/api/notes';
    case 'email':
    case 'message':
      return '/api/messages';
    case 'call':
    case 'meeting':
    case 'interaction':
      return '/api/interactions';
  }
}

/** The fields as the three addresses take them; each of them has the same ones but its own kinds. */
type Body = ActivityFields & { kind: never; body: string };

export function createActivity(kind: Kind, fields: ActivityFields): Promise<Activity> {
  return answer(api.POST(addressOf(kind), { body: { ...fields, kind } as Body }));
}

export function updateActivity({ id, kind, version }: Activity, fields: ActivityFields): Promise<Activity> {
  const params = { path: { id }, header: ifMatch(version) };
  return answer(api.PATCH(`${addressOf(kind)}/{id}`, { params, body: fields as Body }));
}

export function readActivity({ id, kind }: Activity): Promise<Activity> {
  return answer(api.GET(`${addressOf(kind)}/{id}`, { params: { path: { id }, query: { include: 'owner,contact' } } }));
}

export async function deleteActivity({ id, kind }: Activity): Promise<void> {
  await api.DELETE(`${addressOf(kind)}/{id}`, { params: { path: { id } } });
}

export async function restoreActivity({ id, kind }: Activity): Promise<void> {
  await api.POST(`${addressOf(kind)}/{id}/restore`, { params: { path: { id } } });
}
