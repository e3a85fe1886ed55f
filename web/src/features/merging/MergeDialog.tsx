import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatNumber } from '@/lib/format';
import { CompareDialog, CompareEnd } from '@/ui/compare/CompareDialog';
import { Problem } from '@/ui/Problem';
import { SkeletonLines } from '@/ui/Skeletons';
import { notify, notifyUndo } from '@/ui/toast';
import { Comparison } from './Comparison';
import css from './MergeDialog.module.css';
import {
  activityCountQuery,
  comparedQuery,
  merge,
  undoMerge,
  type Choices,
  type Contact,
  type Duplicate,
} from './merging';
import { t } from './messages';

interface Props {
  contactId: string;
  duplicates: readonly Duplicate[];
  onClose: () => void;
  onMerged: (winnerId: string) => void;
}

/** Two contacts side by side: which one stays, and which value where they differ. */
export function MergeDialog({ contactId, duplicates, onClose, onMerged }: Props) {
  const [otherId, setOtherId] = useState(duplicates[0]?.id ?? '');
  const own = useQuery(comparedQuery(contactId));
  const other = useQuery(comparedQuery(otherId));
  const error = own.error ?? other.error;
  return (
    <CompareDialog title={t('title')} onClose={onClose}>
      {duplicates.length > 1 && (
        <NativeSelect
          className={css['which'] ?? ''}
          label={t('which')}
          data={duplicates.map(({ id, name, emails, jobTitle }) => ({
            value: id,
            label: [name, jobTitle ?? emails[0]].filter(Boolean).join(' · '),
          }))}
          value={otherId}
          onChange={(event) => setOtherId(event.currentTarget.value)}
        />
      )}
      {own.data !== undefined && other.data !== undefined ? (
        <Decision key={otherId} pair={[own.data, other.data]} onClose={onClose} onMerged={onMerged} />
      ) : error === null ? (
        <SkeletonLines count={8} />
      ) : (
        <Problem error={error} retry={() => void Promise.all([own.refetch(), other.refetch()])} />
      )}
    </CompareDialog>
  );
}

interface DecisionProps {
  pair: readonly [Contact, Contact];
  onClose: () => void;
  onMerged: (winnerId: string) => void;
}

function Decision({ pair, onClose, onMerged }: DecisionProps) {
  const [left, right] = pair;
  const [winnerId, setWinnerId] = useState(left.id);
  const [choices, setChoices] = useState<Choices>({});
  const [winner, loser] = winnerId === left.id ? [left, right] : [right, left];
  const counts = [useQuery(activityCountQuery(left.id)), useQuery(activityCountQuery(right.id))].map(
    ({ data }) => data?.pagination.total,
  );
  const moving = counts[loser.id === left.id ? 0 : 1];

  const merging = useMutation({
    mutationFn: () => merge(winner, loser, choices),
    onSuccess: ({ mergeId, contact }) => {
      onClose();
      onMerged(contact.id);
      notifyUndo(t('merged', { name: contact.name }), async () => {
        await undoMerge(mergeId);
        notify(t('undone'));
      });
    },
  });
  return (
    <>
      <Comparison
        pair={pair}
        winnerId={winnerId}
        onWinner={(id) => {
          setWinnerId(id);
          setChoices({});
        }}
        choices={choices}
        onChoose={(field, id) => setChoices({ ...choices, [field]: id })}
        activities={counts.map((count) => (count === undefined ? '' : formatNumber(count)))}
      />
      <CompareEnd
        note={moving === undefined ? '' : t('moves', { count: moving })}
        error={merging.error}
        merging={merging.isPending}
        onClose={onClose}
        onMerge={() => merging.mutate()}
      />
    </>
  );
}
