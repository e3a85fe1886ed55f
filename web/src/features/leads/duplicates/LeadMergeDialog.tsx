import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '@/lib/api';
import { formatDateTime, formatNumber } from '@/lib/format';
import { may } from '@/lib/roles';
import { CompareDialog, CompareEnd } from '@/ui/compare/CompareDialog';
import { Comparison, type ComparedRow } from '@/ui/compare/Comparison';
import { notify, notifyUndo } from '@/ui/toast';
import { statusName } from '../lead';
import {
  CHOSEN,
  mergeLeads,
  takeOf,
  undoMerge,
  type Choices,
  type Compared,
  type LeadOfPair,
  type Pair,
} from './duplicates';
import { t } from './duplicatesMessages';

interface Props {
  pair: Pair;
  onClose: () => void;
  onMerged?: (uid: string) => void;
}

/** Two leads side by side: which one stays, and which value where they differ. */
export function LeadMergeDialog({ pair: { first, second }, onClose, onMerged }: Props) {
  const { user } = useSession();
  // The older one stays: people know it by its name.
  const [keptId, setKeptId] = useState(first.id);
  const [choices, setChoices] = useState<Choices>({});
  const [kept, gone] = keptId === first.id ? [first, second] : [second, first];
  const merging = useMutation({
    mutationFn: () => mergeLeads({ keepId: kept.id, mergeId: gone.id, take: takeOf(gone, choices) }),
    onSuccess: ({ mergeId, lead }) => {
      onClose();
      onMerged?.(lead.uid);
      notifyUndo(t('merged', { name: lead.customerName }), async () => {
        await undoMerge(mergeId);
        notify(t('undone'));
      });
    },
  });
  const both = (of: (lead: LeadOfPair) => string): [string, string] => [of(first), of(second)];
  const rows: ComparedRow[] = [
    ...CHOSEN.map((field): ComparedRow => {
      const [left, right] = both((lead) => textOf(lead, field));
      const decides = left !== '' && right !== '' && left !== right && (field !== 'creId' || may(user.role, 'manage'));
      return {
        field,
        label: field === 'email' ? t('emailField') : t(field),
        values: [left, right],
        ...(decides && { chosenId: choices[field] ?? keptId }),
      };
    }),
    {
      field: 'numbers',
      label: t('numbers'),
      rule: t('joined'),
      values: both(({ mobile, alternatePhones }) => [mobile, ...alternatePhones].map(({ typed }) => typed).join(', ')),
    },
    {
      field: 'attempts',
      label: t('attempts'),
      rule: t('joined'),
      values: both(({ attempts }) => formatNumber(attempts)),
    },
    {
      field: 'came',
      label: t('came'),
      rule: t('earlier'),
      values: both(({ createdAt }) => formatDateTime(createdAt)),
    },
  ];
  const side = ({ id, customerName, uid }: LeadOfPair) => ({ id, name: customerName, number: uid });
  return (
    <CompareDialog title={t('mergeTitle')} onClose={onClose}>
      <Comparison
        label={t('mergeTitle')}
        pair={[side(first), side(second)]}
        keptId={keptId}
        onKeep={(id) => {
          setKeptId(id);
          setChoices({});
        }}
        rows={rows}
        onChoose={(field, id) => setChoices({ ...choices, [field]: id })}
      />
      <CompareEnd
        note={t('mergeNote')}
        error={merging.error}
        merging={merging.isPending}
        onClose={onClose}
        onMerge={() => merging.mutate()}
      />
    </CompareDialog>
  );
}

function textOf(lead: LeadOfPair, field: Compared): string {
  switch (field) {
    case 'psId':
      return lead.ps?.name ?? '';
    case 'creId':
      return lead.cre?.name ?? '';
    case 'mobile':
      return lead.mobile.typed;
    case 'status':
      return statusName(lead.status);
    default:
      return lead[field] ?? '';
  }
}
