import { Button } from '@mantine/core';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { soon } from '@/lib/soon';
import css from './DuplicatesLine.module.css';
import { duplicatesQuery, type Duplicate } from './merging';
import { t } from './messages';

const MergeDialog = soon(async () => (await import('./MergeDialog')).MergeDialog);

/** One quiet line, only where somebody may be in Brisk twice. */
export function DuplicatesLine({ contactId, onMerged }: { contactId: string; onMerged: (winnerId: string) => void }) {
  const { data } = useQuery(duplicatesQuery(contactId));
  const [comparing, setComparing] = useState(false);
  const duplicates = data?.data ?? [];
  const [first] = duplicates;
  if (first === undefined) {
    return null;
  }
  return (
    <div className={css['line']}>
      <IconUsersGroup size={16} stroke={1.6} aria-hidden />
      <span className={css['text']}>
        {duplicates.length === 1
          ? t('mayBe', { name: first.name, reasons: reasonsOf(first) })
          : t('mayBeMany', { count: duplicates.length })}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => setComparing(true)}>
        {t('compare')}
      </Button>
      <Suspense>
        {comparing && (
          <MergeDialog
            contactId={contactId}
            duplicates={duplicates}
            onClose={() => setComparing(false)}
            onMerged={onMerged}
          />
        )}
      </Suspense>
    </div>
  );
}

function reasonsOf({ reasons }: Duplicate): string {
  return reasons.map((reason) => t(reason === 'name' ? 'nameReason' : reason)).join(', ');
}
