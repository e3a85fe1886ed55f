import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

export type Pair = Schema<'LeadPair'>;
export type LeadOfPair = Schema<'LeadOfPair'>;
export type Merge = Schema<'LeadMerges'>['data'][number];
export type ChosenField = NonNullable<Schema<'LeadMergeWish'>['take']>[number];

const PAGE = 25;
const next = (last: { pagination: { next?: string | null } }) => last.pagination.next ?? undefined;
const first = undefined as string | undefined;
const place = (after: string | undefined) => ({ limit: PAGE, ...(after === undefined ? {} : { after }) });

/** Leads that may be one customer, what was found last first. */
export const pairsQuery = (dismissed: boolean) =>
  infiniteQueryOptions({
    queryKey: ['lead-duplicates', dismissed],
    queryFn: ({ signal, pageParam }): Promise<Schema<'LeadPairPage'>> =>
      answer(api.GET('/api/leads/duplicates', { params: { query: { dismissed, ...place(pageParam) } }, signal })),
    initialPageParam: first,
    getNextPageParam: next,
    meta: { topics: ['leads', 'users'] },
  });

/** Those that one lead may be. */
export const pairsOfQuery = (leadId: string) =>
  queryOptions({
    queryKey: ['lead-duplicates', 'of', leadId],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/leads/duplicates', { params: { query: { leadId, limit: PAGE } }, signal }))).data,
    meta: { topics: ['leads', 'users'] },
  });

/** Enquiries of customers who were leads already, the newest first. */
export const repeatedQuery = infiniteQueryOptions({
  queryKey: ['leads', 'repeated'],
  queryFn: ({ signal, pageParam }): Promise<Schema<'TouchPage'>> =>
    answer(api.GET('/api/leads/touches', { params: { query: place(pageParam) }, signal })),
  initialPageParam: first,
  getNextPageParam: next,
  meta: { topics: ['users'] },
});

export const mergesQuery = (uid: string) =>
  queryOptions({
    queryKey: ['leads', 'merges', uid],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/leads/{uid}/merges', { params: { path: { uid } }, signal }))).data,
    meta: { topics: ['users'] },
  });

const at = (id: string) => ({ params: { path: { id } } });
const moved = () => changed('leads', 'lead-duplicates');

export async function dismissPair({ id }: Pair): Promise<void> {
  await api.POST('/api/leads/duplicates/{id}/dismiss', at(id));
  await changed('lead-duplicates');
}

export async function restorePair({ id }: Pair): Promise<void> {
  await api.POST('/api/leads/duplicates/{id}/restore', at(id));
  await changed('lead-duplicates');
}

export async function mergeLeads(body: Schema<'LeadMergeWish'>): Promise<Schema<'MergedLead'>> {
  const merged = await answer(api.POST('/api/leads/merge', { body }));
  await moved();
  return merged;
}

export async function undoMerge(id: string): Promise<void> {
  await api.POST('/api/leads/merges/{id}/undo', at(id));
  await moved();
}

/** Of these the merged lead has one value; of numbers, remarks and custom fields it has all. */
export const CHOSEN = [
  'customerName',
  'mobile',
  'status',
  'psId',
  'source',
  'model',
  'city',
  'branch',
  'email',
  'creId',
] as const satisfies readonly ChosenField[];

export type Compared = (typeof CHOSEN)[number];
/** By field, the lead whose value counts. */
export type Choices = Partial<Record<Compared, string>>;

/** Fields of the lead that goes which somebody chose. */
export function takeOf(merged: Pick<LeadOfPair, 'id'>, choices: Choices): Compared[] {
  return CHOSEN.filter((field) => choices[field] === merged.id);
}
