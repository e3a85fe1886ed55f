import { answer, api } from '@/lib/api';
import type { PagedQuery } from '@/lib/pages';
import type { Deal } from './deal';

export const DEFAULT_SORT = '-created';
export const SORTS = ['created', 'name', 'value', 'expectedClose', 'closed'] as const;

/** All that the columns show, whichever are chosen: choosing another one asks for nothing, and everybody shares the cache. */
const FIELDS =
  'name,companyId,ownerId,pipelineId,stageId,status,value,currency,expectedCloseDate,reason,closedAt,stageSince,source,tags,createdAt,deletedAt';

/** The deals that an address asks for, in its order. */
export function dealsList(query: Record<string, string>): PagedQuery<Deal> {
  return {
    queryKey: ['deals', 'list', query],
    topics: ['users', 'companies', 'pipelines'],
    fetchPage: (place, signal) => {
      // A stage alone would be in the order of the board.
      const asked = { sort: DEFAULT_SORT, ...query, ...place, fields: FIELDS, include: 'company,owner,stage' } as const;
      return answer(api.GET('/api/deals', { params: { query: asked }, signal }));
    },
  };
}
