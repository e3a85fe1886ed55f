import { answer, api } from '@/lib/api';
import { changed, queryClient } from '@/lib/query';
import { extended, withActivity, withoutPin, withPin, type Entry, type RecentActivity } from './book';
import { PAGE_SIZE, PAGES, SEARCHES, withoutGaps, type BookPage, type FoundEntries } from './useBook';

export type Loggable = 'call' | 'note';

/** The book as it is known here. */
export function knownBook(): Entry[] {
  const pages = queryClient.getQueriesData<BookPage>({ queryKey: PAGES });
  return withoutGaps(
    pages.toSorted(([a], [b]) => Number(a[PAGES.length]) - Number(b[PAGES.length])).map(([, data]) => data),
  );
}

/**
 * Shows a change before the server has answered, sends it, and takes it back where it fails. In the end the server is
 * asked for what really is.
 */
async function optimistically<T>(
  change: (entries: readonly Entry[]) => Entry[],
  changeOne: (entry: Entry) => Entry,
  topics: readonly string[],
  send: () => Promise<T>,
): Promise<T> {
  await queryClient.cancelQueries({ queryKey: ['book'] });
  const before = queryClient.getQueriesData({ queryKey: ['book'] });
  const entries = change(knownBook());
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  queryClient.getQueriesData<BookPage>({ queryKey: PAGES }).forEach(([key]) =>
    queryClient.setQueryData<BookPage>(key, (page) => {
      const start = (Number(key[PAGES.length]) - 1) * PAGE_SIZE;
      const data = entries.slice(start, start + PAGE_SIZE);
      return page === undefined || data.length === 0 ? page : { ...page, data };
    }),
  );
  queryClient.setQueriesData<FoundEntries>(
    { queryKey: SEARCHES },
    (found) => found && { ...found, data: found.data.map((entry) => byId.get(entry.id) ?? changeOne(entry)) },
  );
  try {
    return await send();
  } catch (error) {
    before.forEach(([key, data]) => queryClient.setQueryData(key, data));
    throw error;
  } finally {
    void refresh(topics);
  }
}

/** Not `changed('book')`: a read that began before the write must not be what this one waits for. */
async function refresh(topics: readonly string[]): Promise<void> {
  const book = queryClient.invalidateQueries({ queryKey: ['book'] });
  await (topics.length === 0 ? book : Promise.all([book, changed(...topics)]));
}

/** @returns how to take it back */
export async function log(entry: Entry, kind: Loggable, text: string): Promise<() => Promise<void>> {
  const body = text.trim() === '' ? null : text.trim();
  const activity: RecentActivity = {
    id: `new ${entry.id}`,
    kind,
    subject: null,
    body,
    direction: kind === 'call' ? 'outbound' : null,
    outcome: null,
    occurredAt: new Date().toISOString(),
  };
  const topics = ['activities', 'contacts'];
  const { id } = await optimistically(
    (entries) => withActivity(entries, entry.id, activity),
    (other) => (other.id === entry.id ? extended(other, activity) : other),
    topics,
    () =>
      kind === 'call'
        ? answer(api.POST('/api/interactions', { body: { kind, contactId: entry.id, direction: 'outbound', body } }))
        : answer(api.POST('/api/notes', { body: { contactId: entry.id, body: body ?? '' } })),
  );
  return async () => {
    const params = { path: { id } };
    await (kind === 'call'
      ? api.DELETE('/api/interactions/{id}', { params })
      : api.DELETE('/api/notes/{id}', { params }));
    await refresh(topics);
  };
}

/** Pins somebody at a place among the other pins; last without one. */
export function pin(id: string, slot = Infinity): Promise<void> {
  const others = knownBook().filter((entry) => entry.pinned && entry.id !== id);
  const after = slot === 0 ? undefined : others[Math.min(slot, others.length) - 1]?.id;
  return optimistically(
    (entries) => withPin(entries, id, slot),
    (entry) => (entry.id === id ? { ...entry, pinned: true } : entry),
    [],
    async () => {
      const body = after === undefined ? { first: true } : { after };
      await api.PUT('/api/my-500/pins/{contactId}', { params: { path: { contactId: id } }, body });
    },
  );
}

export function unpin(id: string): Promise<void> {
  return optimistically(
    (entries) => withoutPin(entries, id),
    (entry) => (entry.id === id ? { ...entry, pinned: false } : entry),
    [],
    async () => {
      await api.DELETE('/api/my-500/pins/{contactId}', { params: { path: { contactId: id } } });
    },
  );
}
