import { queryOptions } from '@tanstack/react-query';
import { answer, api, ifMatch, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

export type Company = Schema<'Company'>;
export type CompanyChanges = Schema<'CompanyChanges'>;

const include = 'parent,owner';

export const companyKey = (id: string) => ['companies', 'one', id] as const;

export const companyQuery = (id: string) =>
  queryOptions({
    queryKey: companyKey(id),
    queryFn: ({ signal }) =>
      answer(api.GET('/api/companies/{id}', { params: { path: { id }, query: { include } }, signal })),
    meta: { topics: ['users'] },
  });

/** Past the cache of this page; the one of the server is never stale. */
export function readCompany(id: string): Promise<Company> {
  return answer(api.GET('/api/companies/{id}', { params: { path: { id }, query: { include } } }));
}

export function patchCompany(id: string, body: CompanyChanges, version: number): Promise<Company> {
  return answer(api.PATCH('/api/companies/{id}', { params: { path: { id }, header: ifMatch(version) }, body }));
}

export async function deleteCompany(id: string): Promise<void> {
  await api.DELETE('/api/companies/{id}', { params: { path: { id } } });
  await changed('companies');
}

export async function restoreCompany(id: string): Promise<void> {
  await api.POST('/api/companies/{id}/restore', { params: { path: { id } } });
  await changed('companies');
}
