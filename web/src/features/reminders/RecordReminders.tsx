import { ActionIcon, Tooltip } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useQueries } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useHotkeys } from '@/lib/hotkeys';
import { soon } from '@/lib/soon';
import { useWrites } from '@/lib/writes';
import { KeyHint } from '@/ui/KeyHint';
import { AsideSection } from '@/ui/RecordPage';
import css from './RecordReminders.module.css';
import { t } from './messages';
import { remindersAbout, type About } from './reminder';
import { ReminderRow } from './ReminderRow';

const QuickReminder = soon(async () => (await import('./QuickReminder')).QuickReminder);

/** What is left to do for a contact, a company or a deal, and a line to add to it. */
export function RecordReminders({ about }: { about: About }) {
  const writes = useWrites();
  const [adding, setAdding] = useState(false);
  const [snoozing, setSnoozing] = useState<string>();
  const reminders = useQueries({
    queries: [remindersAbout(about, 'due'), remindersAbout(about, 'open')],
    combine: (results) =>
      results.some(({ isPending }) => isPending) ? undefined : results.flatMap(({ data }) => data?.data ?? []),
  });
  useHotkeys(writes ? [{ keys: 'r', label: t('add'), group: t('title'), run: () => setAdding(true) }] : []);

  return (
    <AsideSection
      title={t('title')}
      action={
        writes && (
          <Tooltip
            label={
              <>
                {t('add')} <KeyHint keys="r" />
              </>
            }
          >
            <ActionIcon aria-label={t('add')} onClick={() => setAdding(true)}>
              <IconPlus size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        )
      }
    >
      <Suspense>{adding && writes && <QuickReminder about={about} onClose={() => setAdding(false)} />}</Suspense>
      {reminders?.length === 0 && !adding && <p className={css['none']}>{t('none')}</p>}
      <ul className={css['list']}>
        {reminders?.map((reminder) => (
          <li key={reminder.id}>
            <ReminderRow
              reminder={reminder}
              snoozing={snoozing === reminder.id}
              onSnoozing={(open) => setSnoozing(open ? reminder.id : undefined)}
              writes={writes}
            />
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}
