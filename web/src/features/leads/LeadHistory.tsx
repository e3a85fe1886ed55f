import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/ui/RelativeTime';
import { callsQuery, followUpsQuery, touchesQuery } from './history';
import { t as onDesk } from './deskMessages';
import css from './LeadPage.module.css';
import { t } from './recordMessages';

const CHANNELS = { call: 'call', message: 'message', email: 'email', visit: 'visit' } as const;

/** What happened with a lead: follow-ups, calls, and when the customer asked again. */
export function LeadHistory({ uid }: { uid: string }) {
  const { data: followUps = [] } = useQuery(followUpsQuery(uid));
  const { data: calls = [] } = useQuery(callsQuery(uid));
  const { data: touches = [] } = useQuery(touchesQuery(uid));
  return (
    <>
      <Part title={t('history')}>
        {followUps.map(({ id, attempt, dueAt, doneAt, channel, outcome, remarks, doneBy }) => (
          <Line
            key={id}
            at={doneAt ?? dueAt}
            what={outcome === null ? t('planned') : onDesk(outcome)}
            planned={doneAt === null}
            details={[t('attempt', { count: attempt }), channel && t(CHANNELS[channel]), doneBy?.name]}
            text={remarks}
          />
        ))}
      </Part>
      <Part title={t('calls')}>
        {calls.length === 0 && <li className={css['none']}>{t('noCalls')}</li>}
        {calls.map(({ id, at, direction, outcome, durationSeconds, remarks, user }) => (
          <Line
            key={id}
            at={at}
            what={onDesk(outcome)}
            details={[
              direction === 'inbound' ? t('fromThem') : t('toThem'),
              durationSeconds === null ? null : t('seconds', { count: durationSeconds }),
              user?.name,
            ]}
            text={remarks}
          />
        ))}
      </Part>
      {touches.length > 0 && (
        <Part title={t('touches')}>
          {touches.map(({ id, at, source, campaign, model, customerName, remarks, user }) => (
            <Line
              key={id}
              at={at}
              what={t('through', { source })}
              details={[customerName, campaign, model, user?.name]}
              text={remarks}
            />
          ))}
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css['part']}>
      <h2 className={css['title']}>{title}</h2>
      <ul className={css['list']}>{children}</ul>
    </section>
  );
}

interface LineProps {
  at: string;
  what: string;
  planned?: boolean;
  details: readonly (string | null | undefined)[];
  text: string | null;
}

function Line({ at, what, planned = false, details, text }: LineProps) {
  return (
    <li className={css['line']} data-planned={planned || undefined}>
      <span className={css['what']}>{what}</span>
      <span className={css['quiet']}>{details.filter(Boolean).join(' · ')}</span>
      <span className={css['when']}>
        <RelativeTime at={at} />
      </span>
      {text !== null && <span className={css['text']}>{text}</span>}
    </li>
  );
}
