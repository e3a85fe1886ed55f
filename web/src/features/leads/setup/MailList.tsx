import { Button, SegmentedControl } from '@mantine/core';
import IconMailCheck from '@tabler/icons-react/dist/esm/icons/IconMailCheck.mjs';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatRelative } from '@/lib/format';
import { EmptyState } from '@/ui/EmptyState';
import { Problem } from '@/ui/Problem';
import { RelativeTime } from '@/ui/RelativeTime';
import { SkeletonLines } from '@/ui/Skeletons';
import { notify, notifyProblem } from '@/ui/toast';
import { mailsQuery, resendMail, STATES, type Mail } from './mails';
import css from './Setup.module.css';
import { t } from './setupMessages';

/** The mails that Brisk sends: what was given up, what waits, what went out. */
export function MailList() {
  const [state, setState] = useState<Mail['state']>('failed');
  return (
    <div className={css['form']}>
      <p className={css['text']}>{t('mailsText')}</p>
      <div>
        <SegmentedControl
          size="xs"
          aria-label={t('mails')}
          value={state}
          onChange={(next) => setState(STATES.find((each) => each === next) ?? 'failed')}
          data={STATES.map((value) => ({ value, label: t(value) }))}
        />
      </div>
      <Mails key={state} state={state} />
    </div>
  );
}

function Mails({ state }: { state: Mail['state'] }) {
  const query = useInfiniteQuery(mailsQuery(state));
  if (query.data === undefined) {
    return query.error ? (
      <Problem error={query.error} retry={() => void query.refetch()} />
    ) : (
      <SkeletonLines count={6} height={20} />
    );
  }
  const mails = query.data.pages.flatMap(({ data }) => data);
  if (mails.length === 0) {
    const title = { failed: t('noMails'), waiting: t('noMailsWaiting'), sent: t('noMailsSent') }[state];
    return (
      <EmptyState icon={IconMailCheck} title={title}>
        {state === 'failed' && t('noMailsText')}
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={css['mails']}>
        {mails.map((mail) => (
          <MailLine key={mail.id} mail={mail} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

function MailLine({ mail }: { mail: Mail }) {
  const { recipient, subject, state, attempts, lastError, nextAttemptAt, createdAt, sentAt } = mail;
  const resend = useMutation({
    mutationFn: () => resendMail(mail),
    onSuccess: () => notify(t('resent', { who: recipient })),
    onError: notifyProblem,
  });
  return (
    <li className={css['mail']}>
      <div>
        <p className={css['name']}>{subject}</p>
        <p className={css['details']}>
          {recipient} · <RelativeTime at={sentAt ?? createdAt} /> · {t('attempts', { count: attempts })}
          {state === 'waiting' &&
            nextAttemptAt !== null &&
            ` · ${t('nextAttempt', { when: formatRelative(nextAttemptAt) })}`}
        </p>
        {lastError !== null && state !== 'sent' && <p className={css['wrong']}>{lastError}</p>}
      </div>
      {state === 'failed' && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('resendTo', { who: recipient })}
          loading={resend.isPending}
          onClick={() => resend.mutate()}
        >
          {t('resend')}
        </Button>
      )}
    </li>
  );
}
