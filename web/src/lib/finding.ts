import { queryOptions, type QueryKey } from '@tanstack/react-query';
import { answer, api, session } from './api';
import { queryClient } from './query';

/** A record to choose. */
export interface Choice {
  id: string;
  name: string;
  detail?: string | undefined;
}

const MOST_CHOICES = 8;

async function found(type: 'contact' | 'company', words: string, signal: AbortSignal): Promise<Choice[]> {
  const query = { q: words, type, limit: MOST_CHOICES };
  const { data } = await answer(api.GET('/api/search', { params: { query }, signal }));
  return data.map(({ id, name, detail, contactPoint }) => ({
    id,
    name,
    detail: [detail, contactPoint].filter(Boolean).join(' · ') || undefined,
  }));
}

/** Contacts or companies by words of their name. */
export const foundQuery = (type: 'contact' | 'company', words: string) =>
  queryOptions({
    queryKey: ['search', type, words],
    queryFn: ({ signal }) => found(type, words, signal),
    meta: { topics: ['contacts', 'companies'] },
  });

/** The people of the workspace to whom something can be given. */
export const usersQuery = queryOptions({
  queryKey: ['users', 'active'],
  queryFn: async ({ signal }): Promise<Choice[]> => {
    const query = { active: true, limit: 100, fields: 'name' };
    const { data } = await answer(api.GET('/api/users', { params: { query }, signal }));
    return data.map(({ id, name }) => ({ id, name }));
  },
});

/** Of the people of the workspace those with these words in their names; whoever asks comes first. */
export function usersFound(words: string) {
  const wanted = words.toLocaleLowerCase();
  return {
    queryKey: ['users', 'active', wanted],
    queryFn: async (): Promise<Choice[]> => {
      const state = session.get();
      const own = state.status === 'signedIn' ? state.session.user.id : '';
      const users = await queryClient.query(usersQuery);
      return users
        .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
        .sort((one, other) => Number(other.id === own) - Number(one.id === own));
    },
  };
}

/** What a record that was offered to choose is called; the keys of the offers begin with `key`. */
export function nameFound(key: QueryKey, id: string): string | undefined {
  const offers = queryClient.getQueriesData<Choice[]>({ queryKey: key }).flatMap(([, choices]) => choices ?? []);
  return offers.find((choice) => choice.id === id)?.name;
}

export const companiesFound = (words: string) => ({
  queryKey: ['search', 'company', words],
  queryFn: ({ signal }: { signal: AbortSignal }) => found('company', words, signal),
  meta: { topics: ['companies'] },
});

export const userNamed = (id: string) => ({
  queryKey: ['users', 'name', id],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await answer(api.GET('/api/users/{id}', { params: { path: { id } }, signal }))).name,
});

export const companyNamed = (id: string) => ({
  queryKey: ['companies', 'name', id],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const params = { path: { id }, query: { fields: 'name' } };
    return (await answer(api.GET('/api/companies/{id}', { params, signal }))).name;
  },
});
