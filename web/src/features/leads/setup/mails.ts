import { infiniteQueryOptions } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

export type Mail = Schema<'Mail'>;
export const STATES = ['failed', 'waiting', 'sent'] as const satisfies readonly Mail['state'][];

const PAGE = 50;
const AGAIN_MILLIS = 30_000;

/** The mails of the outbox, the newest first. Nobody tells of what becomes of them, so they are asked for again. */
export const mailsQuery = (state: Mail['state']) =>
  infiniteQueryOptions({
    queryKey: ['mails', state],
    queryFn: ({ signal, pageParam }): Promise<Schema<'MailPage'>> => {
      const query = { state, limit: PAGE, ...(pageParam === undefined ? {} : { after: pageParam }) };
      return answer(api.GET('/api/mails', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }: Schema<'MailPage'>) => pagination.next ?? undefined,
    staleTime: 0,
    refetchInterval: AGAIN_MILLIS,
  });

export async function resendMail({ id }: Mail): Promise<void> {
  await api.POST('/api/mails/{id}/resend', { params: { path: { id } } });
  await changed('mails');
}
