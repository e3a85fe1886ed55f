import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './api';

/** A record to choose. */
export interface Choice {
  id: string;
  name: string;
  detail?: string | undefined;
}

const MOST_CHOICES = 8;

/** Contacts or companies by words of their name. */
export const foundQuery = (type: 'contact' | 'company', words: string) =>
  queryOptions({
    queryKey: ['search', type, words],
    queryFn: async ({ signal }): Promise<Choice[]> => {
      const query = { q: words, type, limit: MOST_CHOICES };
      const { data } = await answer(api.GET('/api/search', { params: { query }, signal }));
      return data.map(({ id, name, detail, contactPoint }) => ({
        id,
        name,
        detail: [detail, contactPoint].filter(Boolean).join(' · ') || undefined,
      }));
    },
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
