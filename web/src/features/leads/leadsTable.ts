import { answer, api } from '@/lib/api';
import { prefetchList, type PagedQuery } from '@/lib/pages';
import { queryClient } from '@/lib/query';
import { queryOf, readSearch, type Search } from '@/ui/filters/fields';
import { SORTS, tableFields } from './filters';
import { statusesQuery, type Lead } from './lead';

/** A lead as lists of any records know it. */
export type LeadRow = Lead & { name: string };

export const DEFAULT_SORT = '-created';

/** All that the columns show, whichever are chosen: choosing another one asks for nothing, and everybody shares the cache. */
const FIELDS =
  'uid,customerName,mobile,source,model,city,branch,campaign,email,remarks,creId,psId,status,kind,priority,sla,' +
  'firstResponseDueAt,nextFollowUpAt,attempts,createdAt,deletedAt';

export const rowOf = (lead: Lead): LeadRow => ({ ...lead, name: lead.customerName });

/** The leads that an address asks for, in its order. */
export function leadsTable(query: Record<string, string>): PagedQuery<LeadRow> {
  return {
    queryKey: ['leads', 'list', query],
    topics: ['users', 'lead-statuses'],
    fetchPage: async (place, signal) => {
      const asked = { sort: DEFAULT_SORT, ...query, ...place, fields: FIELDS, include: 'cre,ps,statusInfo' } as const;
      const page = await answer(api.GET('/api/leads', { params: { query: asked }, signal }));
      return { ...page, data: page.data.map(rowOf) };
    },
  };
}

/** What the address of the list says. */
export function tableSearch(raw: Record<string, unknown>): Search {
  return readSearch(tableFields(), SORTS, raw);
}

/** Begins the first page of the list that an address stands for. */
export function prefetchTable(search: Search): void {
  prefetchList(leadsTable(queryOf(tableSearch(search))));
  queryClient.query(statusesQuery).catch(() => undefined);
}
