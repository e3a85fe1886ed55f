import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { contactPath } from '@/lib/paths';
import { RelativeTime } from '@/ui/RelativeTime';
import { KindIcon } from './activityKinds';
import type { Entry, RecentActivity } from './book';
import type { RowActions } from './BookRow';
import { t } from './messages';
import css from './Recent.module.css';

/** What happened last with somebody, and what one can do now. */
export function Recent({ entry, canWrite, actions }: { entry: Entry; canWrite: boolean; actions: RowActions }) {
  return (
    <div className={css['recent']}>
      {entry.activities.length === 0 ? (
        <p className={css['nothing']}>{t('noActivities', { name: entry.name })}</p>
      ) : (
        <ul className={css['list']} aria-label={t('recent')}>
          {entry.activities.map((activity) => (
            <Activity key={activity.id} activity={activity} />
          ))}
        </ul>
      )}
      <div className={css['actions']}>
        <Button component={Link} to={contactPath(entry.id)} variant="default" size="compact-sm">
          {t('open')}
        </Button>
        {canWrite && (
          <>
            <Button variant="default" size="compact-sm" onClick={() => actions.write(entry, 'call')}>
              {t('logCall')}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => actions.write(entry, 'note')}>
              {t('addNote')}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => actions.togglePin(entry)}>
              {entry.pinned ? t('unpin') : t('pin')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Activity({ activity }: { activity: RecentActivity }) {
  const { kind, subject, body, direction, outcome, occurredAt } = activity;
  const head = [t(kind), direction === null ? undefined : t(direction), outcome].filter(Boolean).join(' · ');
  return (
    <li className={css['activity']}>
      <span className={css['icon']}>
        <KindIcon kind={kind} />
      </span>
      <span className={css['what']}>
        <span className={css['kind']}>{head}</span>
        {subject !== null && <span className={css['subject']}>{subject}</span>}
        {body !== null && <span className={css['body']}>{body}</span>}
      </span>
      <span className={css['time']}>
        <RelativeTime at={occurredAt} />
      </span>
    </li>
  );
}
