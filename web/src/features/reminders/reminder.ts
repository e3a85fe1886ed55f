import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';

export type Reminder = Schema<'Reminder'>;
export type NewReminder = Schema<'NewReminder'>;
export type ReminderPage = Schema<'ReminderPage'>;
export type ReminderPages = InfiniteData<ReminderPage, string | undefined>;

export const VIEWS = ['overdue', 'today', 'upcoming'] as const;
export type View = (typeof VIEWS)[number];

const PAGE = 50;
const include = 'contact,company';
const meta = { topics: ['contacts', 'companies'] };

/** One's own reminders that are not done, by the time they are due. */
export const remindersQuery = (view: View) =>
  infiniteQueryOptions({
    queryKey: ['reminders', 'list', view],
    queryFn: ({ signal, pageParam }): Promise<ReminderPage> => {
      const query = { view, include, limit: PAGE, ...(pageParam === undefined ? {} : { after: pageParam }) };
      return answer(api.GET('/api/reminders', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ pagination }: ReminderPage) => pagination.next ?? undefined,
    meta,
  });

/** What reminders are about: a deal, a contact, who may work for a company, or a company. */
export interface About {
  dealId?: string;
  contactId?: string;
  companyId: string | null;
}

function recordOf({ dealId, contactId, companyId }: About) {
  if (dealId !== undefined) {
    return { dealId };
  }
  return contactId === undefined ? { companyId: companyId ?? '', include: 'contact' } : { contactId };
}

/** What is left to do for a contact, a company or a deal: what is due, and what is to come. */
export const remindersAbout = (about: About, state: 'due' | 'open') => {
  const of = recordOf(about);
  return queryOptions({
    queryKey: ['reminders', 'about', of, state],
    queryFn: ({ signal }): Promise<ReminderPage> =>
      answer(api.GET('/api/reminders', { params: { query: { ...of, state, limit: PAGE } }, signal })),
    meta,
  });
};

const at = (id: string) => ({ params: { path: { id } } });

export const createReminder = (body: NewReminder): Promise<Reminder> => answer(api.POST('/api/reminders', { body }));

export const finishReminder = (id: string): Promise<Reminder> => answer(api.POST('/api/reminders/{id}/done', at(id)));

export const reopenReminder = (id: string): Promise<Reminder> => answer(api.POST('/api/reminders/{id}/reopen', at(id)));

export const snoozeReminder = (id: string, until: string): Promise<Reminder> =>
  answer(api.POST('/api/reminders/{id}/snooze', { ...at(id), body: { until } }));

export const setDue = (id: string, dueAt: string): Promise<Reminder> =>
  answer(api.PATCH('/api/reminders/{id}', { ...at(id), body: { dueAt } }));

export async function deleteReminder(id: string): Promise<void> {
  await api.DELETE('/api/reminders/{id}', at(id));
}

export async function restoreReminder(id: string): Promise<void> {
  await api.POST('/api/reminders/{id}/restore', at(id));
}

/** A list without one of its reminders, whichever of the two shapes it has. */
export function withoutReminder<T extends ReminderPage | ReminderPages>(list: T, id: string): T {
  if ('pages' in list) {
    return { ...list, pages: list.pages.map((page) => withoutReminder(page, id)) };
  }
  const data = list.data.filter((reminder) => reminder.id !== id);
  const total = list.pagination.total - (list.data.length - data.length);
  return { ...list, data, pagination: { ...list.pagination, total } };
}
