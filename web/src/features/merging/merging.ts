import { queryOptions } from '@tanstack/react-query';
import { answer, api, type Schema } from '@/lib/api';
import { changed } from '@/lib/query';

export type Contact = Schema<'Contact'>;
export type Duplicate = Schema<'Duplicates'>['data'][number];
export type Merge = Schema<'Merges'>['data'][number];
type Take = NonNullable<Schema<'MergeWish'>['take']>;

/** Of these the merged contact has one value; of lists it has all, of warmness the higher, of contact the later. */
export const CHOSEN = [
  'name',
  'jobTitle',
  'companyId',
  'organisation',
  'role',
  'production',
  'type',
  'status',
  'ownerId',
  'source',
] as const satisfies readonly (keyof Take)[];

export type ChosenField = (typeof CHOSEN)[number];
/** By field, the contact whose value counts. */
export type Choices = Partial<Record<ChosenField, string>>;

export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'duplicates', id],
    queryFn: ({ signal }) => answer(api.GET('/api/contacts/{id}/duplicates', { params: { path: { id } }, signal })),
  });

export const mergesQuery = (id: string) =>
  queryOptions({
    queryKey: ['merges', id],
    queryFn: ({ signal }) => answer(api.GET('/api/contacts/{id}/merges', { params: { path: { id } }, signal })),
    meta: { topics: ['contacts'] },
  });

/** A contact with the names that its ids stand for. */
export const comparedQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', 'compared', id],
    queryFn: ({ signal }) => {
      const params = { path: { id }, query: { include: 'company,owner' } };
      return answer(api.GET('/api/contacts/{id}', { params, signal }));
    },
  });

/** How much happened with a contact. */
export const activityCountQuery = (contactId: string) =>
  queryOptions({
    queryKey: ['activities', 'count', contactId],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/timeline', { params: { query: { contactId, limit: 1, fields: 'kind' } }, signal })),
  });

/** Fields in which both have something, but not the same. */
export function differences(a: Contact, b: Contact): ChosenField[] {
  return CHOSEN.filter((field) => a[field] !== null && b[field] !== null && a[field] !== b[field]);
}

/** What the server has to take from the loser because somebody chose it. */
export function takeOf(winner: Contact, loser: Contact, choices: Choices): Take {
  const taken = differences(winner, loser).filter((field) => choices[field] === loser.id);
  return Object.fromEntries(taken.map((field) => [field, loser.id]));
}

export async function merge(winner: Contact, loser: Contact, choices: Choices): Promise<Schema<'Merged'>> {
  const body = { winnerId: winner.id, loserIds: [loser.id], take: takeOf(winner, loser, choices) };
  const merged = await answer(api.POST('/api/contacts/merge', { body }));
  await everythingMoved();
  return merged;
}

export async function undoMerge(id: string): Promise<void> {
  await api.POST('/api/contacts/merges/{id}/undo', { params: { path: { id } } });
  await everythingMoved();
}

const everythingMoved = () => changed('contacts', 'activities', 'reminders', 'merges', 'book');

const DAY_MILLIS = 86_400_000;
const UNDOABLE_DAYS = 30;

/** Those that can still be taken back. */
export function undoable(merges: readonly Merge[], now: number = Date.now()): Merge[] {
  return merges.filter(
    ({ undoneAt, createdAt }) => undoneAt === null && now - Date.parse(createdAt) < UNDOABLE_DAYS * DAY_MILLIS,
  );
}
