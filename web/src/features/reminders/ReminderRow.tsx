import { ActionIcon, Tooltip } from '@mantine/core';
import IconCircle from '@tabler/icons-react/dist/esm/icons/IconCircle.mjs';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconClockPause from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { Link } from '@tanstack/react-router';
import { formatDateTime } from '@/lib/format';
import { t } from './messages';
import { spokenMoment } from './moments';
import type { Reminder } from './reminder';
import css from './ReminderRow.module.css';
import { SnoozeMenu } from './SnoozeMenu';
import { useReminders } from './useReminders';

interface Props {
  reminder: Reminder;
  active?: boolean;
  snoozing: boolean;
  onSnoozing: (snoozing: boolean) => void;
  /** Viewers read only. */
  writes: boolean;
}

/** One thing to do: a circle to tick off, what, about whom, when. */
export function ReminderRow({ reminder, active = false, snoozing, onSnoozing, writes }: Props) {
  const { finish, snooze, remove } = useReminders();
  const { title, note, dueAt, state, snoozes } = reminder;
  return (
    <article className={css['row']} data-active={active || undefined} data-due={state === 'due' || undefined}>
      <button
        type="button"
        className={css['circle']}
        aria-label={t('finishIt', { title })}
        disabled={!writes}
        onClick={() => finish(reminder)}
      >
        <IconCircle className={css['open']} size={18} stroke={1.5} aria-hidden />
        <IconCircleCheck className={css['done']} size={18} stroke={1.5} aria-hidden />
      </button>
      <div className={css['text']}>
        <div className={css['title']}>{title}</div>
        <div className={css['about']}>
          <About reminder={reminder} />
          {note !== null && <span className={css['note']}>{note}</span>}
        </div>
      </div>
      <time
        className={css['due']}
        dateTime={dueAt}
        title={[formatDateTime(dueAt), snoozes > 0 && t('snoozedTimes', { count: snoozes })].filter(Boolean).join(', ')}
      >
        {spokenMoment(dueAt)}
      </time>
      {writes && (
        <div className={css['actions']} data-open={snoozing || undefined}>
          <SnoozeMenu opened={snoozing} onChange={onSnoozing} onPick={(until) => snooze(reminder, until)}>
            <ActionIcon aria-label={t('snoozeIt', { title })}>
              <IconClockPause size={16} stroke={1.6} />
            </ActionIcon>
          </SnoozeMenu>
          <Tooltip label={t('delete')}>
            <ActionIcon aria-label={t('deleteIt', { title })} onClick={() => remove(reminder)}>
              <IconTrash size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </article>
  );
}

function About({ reminder: { contact, company } }: { reminder: Reminder }) {
  return (
    <>
      {contact && (
        <Link to="/contacts/$id" params={{ id: contact.id }}>
          {contact.name}
        </Link>
      )}
      {company && (
        <Link to="/companies/$id" params={{ id: company.id }}>
          {company.name}
        </Link>
      )}
    </>
  );
}
