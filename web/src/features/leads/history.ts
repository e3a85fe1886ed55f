import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

/** What was planned and done to reach the customer, the newest first. */
export const followUpsQuery = (uid: string) =>
  queryOptions({
    queryKey: ['leads', 'follow-ups', uid],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/leads/{uid}/follow-ups', { params: { path: { uid } }, signal }))).data,
    meta: { topics: ['users'] },
  });

export const callsQuery = (uid: string) =>
  queryOptions({
    queryKey: ['leads', 'calls', uid],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/leads/{uid}/calls', { params: { path: { uid } }, signal }))).data,
    meta: { topics: ['users'] },
  });

export const touchesQuery = (uid: string) =>
  queryOptions({
    queryKey: ['leads', 'touches', uid],
    queryFn: async ({ signal }) =>
      (await answer(api.GET('/api/leads/{uid}/touches', { params: { path: { uid } }, signal }))).data,
    meta: { topics: ['users'] },
  });

/** What was written down by mistake: the lead is as before. */
export async function takeBackFollowUp(uid: string, id: string): Promise<void> {
  await api.DELETE('/api/leads/{uid}/follow-ups/{id}', { params: { path: { uid, id } } });
  await changed('leads');
}

/** A call that was no follow-up. */
export async function enterCall(uid: string, body: Schema<'NewLeadCall'>): Promise<void> {
  await api.POST('/api/leads/{uid}/calls', { params: { path: { uid } }, body });
  await changed('leads');
}

export async function deleteLead(uid: string): Promise<void> {
  await api.DELETE('/api/leads/{uid}', { params: { path: { uid } } });
  await changed('leads');
}

/** By its id: the short name of what is deleted leads nowhere. */
export async function restoreLead(id: string): Promise<void> {
  await api.POST('/api/leads/{uid}/restore', { params: { path: { uid: id } } });
  await changed('leads');
}

/** Makes a contact of the customer, and a deal with it unless that is null. */
export async function convertLead(uid: string, body: Schema<'LeadConversionWish'>): Promise<Schema<'ConvertedLead'>> {
  const converted = await answer(api.POST('/api/leads/{uid}/convert', { params: { path: { uid } }, body }));
  await changed('leads', 'contacts', 'deals', 'activities');
  return converted;
}
