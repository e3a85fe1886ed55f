import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changed } from '@/lib/query';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { t } from './messages';
import {
  createReminder,
  deleteReminder,
  finishReminder,
  reopenReminder,
  restoreReminder,
  setDue,
  snoozeReminder,
  withoutReminder,
  type Reminder,
  type ReminderPage,
  type ReminderPages,
} from './reminder';
import { spokenMoment } from './moments';

type Lists = [readonly unknown[], ReminderPage | ReminderPages | undefined][];

interface Deed {
  reminder: Reminder;
  act: () => Promise<unknown>;
  said: string;
  undo: () => Promise<unknown>;
}

/** What can be done with a reminder: it leaves its list at once, and everything can be taken back. */
export function useReminders() {
  const client = useQueryClient();

  const { mutate } = useMutation({
    mutationFn: ({ act }: Deed) => act(),
    onMutate: async ({ reminder }): Promise<Lists> => {
      await client.cancelQueries({ queryKey: ['reminders'] });
      const before = client.getQueriesData<ReminderPage | ReminderPages>({ queryKey: ['reminders'] });
      before.forEach(([key, list]) => list && client.setQueryData(key, withoutReminder(list, reminder.id)));
      return before;
    },
    onSuccess: (_, { said, undo }) =>
      notifyUndo(said, async () => {
        await undo();
        await changed('reminders');
      }),
    onError: (error, _, before) => {
      before?.forEach(([key, list]) => client.setQueryData(key, list));
      notifyProblem(error);
    },
    onSettled: () => changed('reminders'),
  });

  const create = useMutation({ mutationFn: createReminder, onSuccess: () => changed('reminders') });

  return {
    create,
    finish: (reminder: Reminder) =>
      mutate({
        reminder,
        act: () => finishReminder(reminder.id),
        said: t('finished', { title: reminder.title }),
        undo: () => reopenReminder(reminder.id),
      }),
    snooze: (reminder: Reminder, until: string) =>
      mutate({
        reminder,
        act: () => snoozeReminder(reminder.id, until),
        said: t('snoozed', { title: reminder.title, when: spokenMoment(until) }),
        undo: () => setDue(reminder.id, reminder.dueAt),
      }),
    remove: (reminder: Reminder) =>
      mutate({
        reminder,
        act: () => deleteReminder(reminder.id),
        said: t('deleted', { title: reminder.title }),
        undo: () => restoreReminder(reminder.id),
      }),
  };
}
