import { Button } from '@mantine/core';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import { soon } from '@/lib/soon';
import { EmptyState } from '@/ui/EmptyState';
import { RelativeTime } from '@/ui/RelativeTime';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { statusName } from '../lead';
import { dismissPair, pairsQuery, restorePair, type LeadOfPair, type Pair } from './duplicates';
import css from './Duplicates.module.css';
import { t } from './duplicatesMessages';
import { MoreList } from './MoreList';

const LeadMergeDialog = soon(async () => (await import('./LeadMergeDialog')).LeadMergeDialog);

/** Pairs of leads, each with what can be done about it. */
export function PairList({ dismissed }: { dismissed: boolean }) {
  const query = useInfiniteQuery(pairsQuery(dismissed));
  const [compared, setCompared] = useState<Pair>();
  const pairs = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <MoreList
        query={query}
        label={dismissed ? t('dismissed') : t('pairs')}
        empty={
          <EmptyState icon={IconUsersGroup} title={dismissed ? t('noneDismissed') : t('none')}>
            {dismissed ? t('noneDismissedText') : t('noneText')}
          </EmptyState>
        }
      >
        {pairs.map((pair) => (
          <PairLine key={pair.id} pair={pair} onCompare={() => setCompared(pair)} />
        ))}
      </MoreList>
      <Suspense>
        {compared !== undefined && <LeadMergeDialog pair={compared} onClose={() => setCompared(undefined)} />}
      </Suspense>
    </>
  );
}

function PairLine({ pair, onCompare }: { pair: Pair; onCompare: () => void }) {
  const { user } = useSession();
  const { first, second, reasons, dismissedAt } = pair;
  const names = { one: first.customerName, other: second.customerName };
  const dismiss = useMutation({
    mutationFn: () => dismissPair(pair),
    onSuccess: () => notifyUndo(t('wasDismissed', names), () => restorePair(pair)),
    onError: notifyProblem,
  });
  const restore = useMutation({ mutationFn: () => restorePair(pair), onError: notifyProblem });
  return (
    <li className={css['entry']}>
      <div className={css['pair']}>
        <LeadLine lead={first} />
        <LeadLine lead={second} />
      </div>
      <div className={css['end']}>
        <span className={css['why']}>{reasons.map((reason) => t(reason)).join(', ')}</span>
        {may(user.role, 'write') &&
          (dismissedAt === null ? (
            <>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('notSameWho', names)}
                loading={dismiss.isPending}
                onClick={() => dismiss.mutate()}
              >
                {t('notSame')}
              </Button>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t('compareWho', names)}
                aria-haspopup="dialog"
                onClick={onCompare}
              >
                {t('compare')}
              </Button>
            </>
          ) : (
            <Button variant="default" size="compact-sm" loading={restore.isPending} onClick={() => restore.mutate()}>
              {t('again')}
            </Button>
          ))}
      </div>
    </li>
  );
}

function LeadLine({
  lead: { uid, customerName, mobile, email, source, model, city, status, ps, createdAt },
}: LineProps) {
  return (
    <div className={css['lead']}>
      <p className={css['name']}>
        <Link to="/leads/$uid" params={{ uid }}>
          {customerName}
        </Link>{' '}
        <span className={css['quiet']}>{uid}</span>
      </p>
      <p className={css['number']}>{[mobile.typed, email].filter(Boolean).join(' · ')}</p>
      <p className={css['quiet']}>{[source, model, city].filter(Boolean).join(' · ')}</p>
      <p className={css['quiet']}>
        {statusName(status)} · {ps?.name ?? t('nobody')} · <RelativeTime at={createdAt} />
      </p>
    </div>
  );
}

interface LineProps {
  lead: LeadOfPair;
}
