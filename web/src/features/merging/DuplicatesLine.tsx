import { Button } from '@mantine/core';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { soon } from '@/lib/soon';
import { HintLine } from '@/ui/HintLine';
import { duplicatesQuery, type Duplicate } from './merging';
import { t } from './messages';

const MergeDialog = soon(async () => (await import('./MergeDialog')).MergeDialog);

/** One quiet line, only where somebody may be in Brisk twice. */
export function DuplicatesLine({ contactId, onMerged }: { contactId: string; onMerged: (winnerId: string) => void }) {
  const { data } = useQuery(duplicatesQuery(contactId));
  // As they were when the comparing began: what others do meanwhile does not close the dialog.
  const [compared, setCompared] = useState<readonly Duplicate[]>();
  const duplicates = data?.data ?? [];
  return (
    <>
      {duplicates.length > 0 && <Hint duplicates={duplicates} onCompare={() => setCompared(duplicates)} />}
      <Suspense>
        {compared && (
          <MergeDialog
            contactId={contactId}
            duplicates={compared}
            onClose={() => setCompared(undefined)}
            onMerged={onMerged}
          />
        )}
      </Suspense>
    </>
  );
}

function Hint({ duplicates, onCompare }: { duplicates: readonly Duplicate[]; onCompare: () => void }) {
  const [first] = duplicates;
  return (
    <HintLine
      icon={IconUsersGroup}
      action={
        <Button size="compact-sm" variant="default" onClick={onCompare}>
          {t('compare')}
        </Button>
      }
    >
      {duplicates.length === 1 && first
        ? t('mayBe', { name: first.name, reasons: reasonsOf(first) })
        : t('mayBeMany', { count: duplicates.length })}
    </HintLine>
  );
}

function reasonsOf({ reasons }: Duplicate): string {
  return reasons.map((reason) => t(reason === 'name' ? 'nameReason' : reason)).join(', ');
}
