import { Button } from '@mantine/core';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { HintLine } from '@/ui/HintLine';
import { RelativeTime } from '@/ui/RelativeTime';
import { notify, notifyProblem } from '@/ui/toast';
import type { Lead } from '../lead';
import { mergesQuery, pairsOfQuery, undoMerge, type Pair } from './duplicates';
import { t } from './duplicatesMessages';

const LeadMergeDialog = lazy(async () => ({ default: (await import('./LeadMergeDialog')).LeadMergeDialog }));

const UNDOABLE_MILLIS = 30 * 86_400_000;

/** Above the history of a lead: whom it may be besides, and what was merged into it and can be taken back. */
export function DuplicateHint({ lead: { id, uid }, editable }: { lead: Lead; editable: boolean }) {
  const navigate = useNavigate();
  const { data: pairs = [], dataUpdatedAt } = useQuery(pairsOfQuery(id));
  const { data: merges = [] } = useQuery(mergesQuery(uid));
  const [compared, setCompared] = useState<Pair>();
  const undo = useMutation({
    mutationFn: undoMerge,
    onSuccess: () => notify(t('undone')),
    onError: notifyProblem,
  });
  const [first] = pairs;
  const other = first?.first.id === id ? first.second : first?.first;
  const undoable = merges.filter(
    ({ undoneAt, createdAt }) => undoneAt === null && dataUpdatedAt - Date.parse(createdAt) < UNDOABLE_MILLIS,
  );
  return (
    <>
      {first !== undefined && other !== undefined && editable && (
        <HintLine
          icon={IconUsersGroup}
          action={
            pairs.length === 1 ? (
              <Button size="compact-sm" variant="default" onClick={() => setCompared(first)}>
                {t('compare')}
              </Button>
            ) : (
              <Button component={Link} to="/leads/duplicates" size="compact-sm" variant="default">
                {t('show')}
              </Button>
            )
          }
        >
          {pairs.length === 1
            ? t('mayBe', {
                name: other.customerName,
                uid: other.uid,
                reasons: first.reasons.map((reason) => t(reason)).join(', '),
              })
            : t('mayBeMany', { count: pairs.length })}
        </HintLine>
      )}
      {undoable.map(({ id: mergeId, customerName: name, mergedUid, user, createdAt }) => (
        <HintLine
          key={mergeId}
          icon={IconUsersGroup}
          action={
            editable && (
              <Button
                size="compact-sm"
                variant="default"
                loading={undo.isPending && undo.variables === mergeId}
                onClick={() => undo.mutate(mergeId)}
              >
                {t('undo')}
              </Button>
            )
          }
        >
          {t('mergedFrom', { name, uid: mergedUid, who: user?.name ?? t('somebody') })} ·{' '}
          <RelativeTime at={createdAt} />
        </HintLine>
      ))}
      <Suspense>
        {compared !== undefined && (
          <LeadMergeDialog
            pair={compared}
            onClose={() => setCompared(undefined)}
            onMerged={(kept) => void navigate({ to: '/leads/$uid', params: { uid: kept }, replace: true })}
          />
        )}
      </Suspense>
    </>
  );
}
