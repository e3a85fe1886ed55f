import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSession } from '@/lib/api';
import { changed } from '@/lib/query';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import {
  createActivity,
  deleteActivity,
  restoreActivity,
  timelineKey,
  updateActivity,
  type Activity,
  type ActivityFields,
  type Kind,
  type Pages,
  type Subject,
} from './activity';
import { changesOf, fieldsOf, type Draft } from './draft';
import { kindTexts } from './kinds';
import { t } from './messages';
import { withActivity, withoutActivity } from './pages';

/** The id of what is shown before the server has it. */
const PENDING = 'pending-';
export const isPending = ({ id }: Activity): boolean => id.startsWith(PENDING);

const touched = () => changed('activities', 'contacts', 'book');
let counted = 0;

/** Everything that changes a timeline; each change is shown at once and taken back if the server refuses it. */
export function useTimeline(subject: Subject) {
  const client = useQueryClient();
  const { user } = useSession();
  const key = timelineKey(subject);

  /** Changes what was loaded, under every filter. */
  const show = (change: (pages: Pages, kinds: readonly Kind[]) => Pages) => {
    for (const [queryKey, pages] of client.getQueriesData<Pages>({ queryKey: key })) {
      if (pages !== undefined) {
        client.setQueryData(queryKey, change(pages, queryKey.at(-1) as readonly Kind[]));
      }
    }
  };

  const create = useMutation({
    mutationFn: (draft: Draft) => createActivity(draft.kind, { ...subject, ...fieldsOf(draft) }),
    onMutate: async (draft) => {
      await client.cancelQueries({ queryKey: key });
      const expected = expectedOf(subject, draft, user);
      show((pages, kinds) => withActivity(pages, expected, kinds));
      return expected;
    },
    onSuccess: (created, _, expected) =>
      show((pages, kinds) => withActivity(withoutActivity(pages, expected.id), { ...expected, ...created }, kinds)),
    onError: (_error, _draft, expected) => {
      if (expected !== undefined) {
        show((pages) => withoutActivity(pages, expected.id));
      }
    },
    onSettled: touched,
  });

  const update = useMutation({
    mutationFn: ({ activity, draft }: { activity: Activity; draft: Draft }) =>
      updateActivity(activity, changesOf(activity, draft)),
    onMutate: async ({ activity, draft }) => {
      await client.cancelQueries({ queryKey: key });
      const expected = { ...activity, ...definedOf(changesOf(activity, draft)) };
      show((pages, kinds) => withActivity(pages, expected, kinds));
    },
    onSuccess: (updated, { activity }) =>
      show((pages, kinds) => withActivity(pages, { ...activity, ...updated }, kinds)),
    onError: (_, { activity }) => show((pages, kinds) => withActivity(pages, activity, kinds)),
    onSettled: touched,
  });

  const remove = useMutation({
    mutationFn: deleteActivity,
    onMutate: async ({ id }) => {
      await client.cancelQueries({ queryKey: key });
      show((pages) => withoutActivity(pages, id));
    },
    onSuccess: (_, activity) =>
      notifyUndo(t('deleted', { kind: kindTexts(activity.kind).label }), async () => {
        await restoreActivity(activity);
        await touched();
      }),
    onError: (error, activity) => {
      show((pages, kinds) => withActivity(pages, activity, kinds));
      notifyProblem(error);
    },
    onSettled: touched,
  });

  /** Somebody else's change, as the server has it now. */
  const replace = (activity: Activity) => show((pages, kinds) => withActivity(pages, activity, kinds));

  return { create, update, remove, replace };
}

function definedOf(fields: ActivityFields): Partial<Activity> {
  return fields as Partial<Activity>;
}

function expectedOf(subject: Subject, draft: Draft, user: { id: string; name: string }): Activity {
  const now = new Date().toISOString();
  const expected = {
    id: `${PENDING}${++counted}`,
    kind: draft.kind,
    contactId: subject.contactId ?? null,
    dealId: subject.dealId ?? null,
    companyId: subject.companyId ?? null,
    ownerId: user.id,
    owner: { id: user.id, name: user.name },
    occurredAt: now,
    version: 1,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  return { ...expected, ...fieldsOf(draft) } as Activity;
}
