import { Link } from '@tanstack/react-router';
import { Panel, Panels } from '@/ui/charts/Figure';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { RelativeTime } from '@/ui/RelativeTime';
import type { Dashboard } from './dashboard';
import css from './Dashboard.module.css';
import { t } from './messages';

interface Named {
  id: string;
  name: string;
}

interface About {
  contact: Named | null;
  company: Named | null;
  deal: Named | null;
}

/** What is next, and what happened last. */
export function Lists({ dashboard: { recent } }: { dashboard: Dashboard }) {
  return (
    <Panels>
      <Panel
        title={<Link to="/reminders">{t('tasks')}</Link>}
        action={
          recent.overdueTasks > 0 && (
            <Link to="/reminders" search={{ view: 'overdue' }} className={css['overdue']}>
              {t('overdueTasks', { count: recent.overdueTasks })}
            </Link>
          )
        }
      >
        {recent.tasks.length === 0 && <p className={css['note']}>{t('noTasks')}</p>}
        <ul className={css['list']}>
          {recent.tasks.map((task) => (
            <li key={task.id} className={css['row']}>
              <span className={css['what']}>
                {task.title} <AboutLink about={task} />
              </span>
              <span className={css['when']} data-due={task.state === 'due' || undefined}>
                <RelativeTime at={task.dueAt} />
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('recent')}>
        {recent.activities.length === 0 && <p className={css['note']}>{t('nothingHappened')}</p>}
        <ul className={css['list']}>
          {recent.activities.map((activity) => (
            <li key={activity.id} className={css['row']}>
              {activity.owner && (
                <span title={activity.owner.name}>
                  <PersonAvatar name={activity.owner.name} size={18} />
                  <span className={css['hidden']}>{activity.owner.name}</span>
                </span>
              )}
              <span className={css['what']}>
                <span className={css['kind']}>{t(activity.kind)}</span>{' '}
                {activity.subject ?? activity.body ?? activity.outcome} <AboutLink about={activity} />
              </span>
              <span className={css['when']}>
                <RelativeTime at={activity.occurredAt} />
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </Panels>
  );
}

/** The nearest of what it is about. */
function AboutLink({ about: { deal, contact, company } }: { about: About }) {
  const path = deal ? '/deals/$id' : contact ? '/contacts/$id' : '/companies/$id';
  const record = deal ?? contact ?? company;
  return (
    record && (
      <Link to={path} params={{ id: record.id }} className={css['about']}>
        {record.name}
      </Link>
    )
  );
}
