import { answer, api, type Schema } from '@/lib/api';
import type { PagedQuery } from '@/lib/pages';

export type Company = Schema<'Company'>;

export const DEFAULT_SORT = 'name';
export const SORTS = ['name', 'created'] as const;

/** All that the columns show, whichever are chosen: choosing another one asks for nothing, and everybody shares the cache. */
const FIELDS =
  'name,domain,industry,parentId,country,city,website,phones,employees,foundedYear,ownerId,source,tags,createdAt,deletedAt';

/** The companies that an address asks for, in its order. */
export function companiesList(query: Record<string, string>): PagedQuery<Company> {
  return {
    queryKey: ['companies', 'list', query],
    topics: ['users'],
    fetchPage: (place, signal) => {
      const asked = { ...query, ...place, fields: FIELDS, include: 'parent,owner' };
      return answer(api.GET('/api/companies', { params: { query: asked }, signal }));
    },
  };
}
