import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSession } from '@/lib/api';
import { usersQuery } from '@/lib/finding';
import { may } from '@/lib/roles';
import { AsideSection } from '@/ui/RecordPage';
import { RelativeTime } from '@/ui/RelativeTime';
import { notify, notifyProblem } from '@/ui/toast';
import { mergesQuery, undoable, undoMerge } from './merging';
import css from './MergesSection.module.css';
import { t } from './messages';

/** What was merged into a contact and can be taken back; nothing where nothing was. */
export function MergesSection({ contactId }: { contactId: string }) {
  const { user } = useSession();
  const { data } = useQuery(mergesQuery(contactId));
  const merges = undoable(data?.data ?? []);
  const { data: users } = useQuery({ ...usersQuery, enabled: merges.length > 0 });
  const undo = useMutation({
    mutationFn: undoMerge,
    onSuccess: () => notify(t('undone')),
    onError: notifyProblem,
  });
  if (merges.length === 0) {
    return null;
  }
  return (
    <AsideSection title={t('merges')}>
      <ul className={css['merges']}>
        {merges.map(({ id, loserIds, userId, createdAt }) => (
          <li key={id} className={css['merge']}>
            <span>
              {t('mergedInto', {
                count: loserIds.length,
                who: users?.find((known) => known.id === userId)?.name ?? t('somebody'),
              })}
              <small>
                <RelativeTime at={createdAt} />
              </small>
            </span>
            {may(user.role, 'write') && (
              <Button
                size="compact-sm"
                variant="default"
                loading={undo.isPending && undo.variables === id}
                onClick={() => undo.mutate(id)}
              >
                {t('undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}
