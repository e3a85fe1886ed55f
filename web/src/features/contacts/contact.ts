import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

export type Contact = Schema<'Contact'>;
export type ContactChanges = Schema<'ContactChanges'>;

const include = 'company,owner';

export const contactKey = (id: string) => ['contacts', 'one', id] as const;

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: contactKey(id),
    queryFn: ({ signal }) =>
      answer(api.GET('/api/contacts/{id}', { params: { path: { id }, query: { include } }, signal })),
    meta: { topics: ['companies', 'users'] },
  });

/** Past the cache of this page; the one of the server is never stale. */
export function readContact(id: string): Promise<Contact> {
  return answer(api.GET('/api/contacts/{id}', { params: { path: { id }, query: { include } } }));
}

export function patchContact(id: string, body: ContactChanges, version: number): Promise<Contact> {
  return answer(api.PATCH('/api/contacts/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));
}

export async function deleteContact(id: string): Promise<void> {
  await api.DELETE('/api/contacts/{id}', { params: { path: { id } } });
  await changed('contacts', 'book');
}

export async function restoreContact(id: string): Promise<void> {
  await api.POST('/api/contacts/{id}/restore', { params: { path: { id } } });
  await changed('contacts', 'book');
}

/** The values that fields have most often, to suggest them. */
export const countsQuery = queryOptions({
  queryKey: ['contacts', 'stats'],
  queryFn: ({ signal }) => answer(api.GET('/api/contacts/stats', { signal })),
});
