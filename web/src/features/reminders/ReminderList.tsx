import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSession } from '@/lib/api';
import { useHotkeys } from '@/lib/hotkeys';
import { may } from '@/lib/roles';
import { t } from './messages';
import type { Reminder } from './reminder';
import css from './ReminderList.module.css';
import { ReminderRow } from './ReminderRow';
import { useReminders } from './useReminders';

interface Props {
  reminders: readonly Reminder[];
  /** Loads more; absent while there is nothing more to load. */
  onEnd: (() => void) | undefined;
}

/** Reminders one below the other; j and k move, d ticks off, s puts off, Enter opens whom it is about. */
export function ReminderList({ reminders, onEnd }: Props) {
  const { user } = useSession();
  const writes = may(user.role, 'write');
  const navigate = useNavigate();
  const { finish, remove } = useReminders();
  const [place, setPlace] = useState(0);
  const [snoozing, setSnoozing] = useState<string>();
  const active = Math.min(place, reminders.length - 1);
  const current = reminders[active];

  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called here and handed to nobody
  const virtualizer = useVirtualizer({
    count: reminders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 52,
    getItemKey: useCallback((index: number) => reminders[index]?.id ?? index, [reminders]),
    overscan: 10,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= reminders.length - 10) {
      onEnd?.();
    }
  }, [last, reminders.length, onEnd]);

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(index, reminders.length - 1));
    setPlace(next);
    virtualizer.scrollToIndex(next);
    scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true });
  };
  const openCurrent = () => {
    if (current?.contactId) {
      void navigate({ to: '/contacts/$id', params: { id: current.contactId } });
    } else if (current?.companyId) {
      void navigate({ to: '/companies/$id', params: { id: current.companyId } });
    }
  };
  const group = t('title');
  const toCurrent = (act: (reminder: Reminder) => void) => () => {
    if (current !== undefined && snoozing === undefined) {
      act(current);
    }
  };
  useHotkeys([
    { keys: 'j', label: t('nextOne'), group, run: () => moveTo(active + 1) },
    { keys: 'k', label: t('previousOne'), group, run: () => moveTo(active - 1) },
    { keys: 'enter', label: t('open'), group, run: openCurrent },
    ...(writes
      ? [
          { keys: 'd', label: t('finish'), group, run: toCurrent(finish) },
          { keys: 's', label: t('snooze'), group, run: toCurrent(({ id }) => setSnoozing(id)) },
          { keys: 'backspace', label: t('delete'), group, run: toCurrent(remove) },
        ]
      : []),
  ]);

  return (
    <div className={css['scroller']} ref={scroller}>
      <ol className={css['rows']} style={{ height: virtualizer.getTotalSize() }} aria-label={t('title')}>
        {items.map(({ index, key, start }) => {
          const reminder = reminders[index];
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={css['row']}
              style={{ transform: `translateY(${start}px)` }}
              aria-current={index === active || undefined}
              tabIndex={index === active ? 0 : -1}
              onMouseDown={() => setPlace(index)}
            >
              {reminder !== undefined && (
                <ReminderRow
                  reminder={reminder}
                  active={index === active}
                  snoozing={snoozing === reminder.id}
                  onSnoozing={(open) => setSnoozing(open ? reminder.id : undefined)}
                  writes={writes}
                />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
