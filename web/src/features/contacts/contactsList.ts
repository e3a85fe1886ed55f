import { answer, api, type Schema } from '@/lib/api';
import type { PagedQuery } from '@/lib/pages';

export type Contact = Schema<'Contact'>;

export const DEFAULT_SORT = 'name';
export const SORTS = ['name', 'created', 'warmness', 'lastContacted'] as const;

/** All that the columns show, whichever are chosen: choosing another one asks for nothing, and everybody shares the cache. */
const FIELDS =
  'name,emails,phones,organisation,companyId,jobTitle,role,production,type,status,warmness,inCampaign,lastContactedAt,' +
  'ownerId,source,tags,createdAt,deletedAt';

/** The contacts that an address asks for, in its order. */
export function contactsList(query: Record<string, string>): PagedQuery<Contact> {
  return {
    queryKey: ['contacts', 'list', query],
    topics: ['companies', 'users'],
    fetchPage: (place, signal) => {
      const asked = { ...query, ...place, fields: FIELDS, include: 'company,owner' };
      return answer(api.GET('/api/contacts', { params: { query: asked }, signal }));
    },
  };
}
