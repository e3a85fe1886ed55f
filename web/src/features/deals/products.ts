import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api';
import type { Choice } from '@/lib/finding';
import { formatMoney } from '@/lib/format';

const MOST_CHOICES = 8;

/** The products that are offered, by words. */
export const productsQuery = (words: string) =>
  queryOptions({
    queryKey: ['products', 'found', words],
    queryFn: async ({ signal }): Promise<Choice[]> => {
      const query = { q: words, active: true, limit: MOST_CHOICES };
      const { data } = await answer(api.GET('/api/products', { params: { query }, signal }));
      return data.map(({ id, name, code, price, currency }) => ({
        id,
        name,
        detail: [code, price !== null && currency !== null && formatMoney(price, currency)].filter(Boolean).join(' · '),
      }));
    },
  });
