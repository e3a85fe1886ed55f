import { ActionIcon, Tooltip } from '@mantine/core';
import IconPin from '@tabler/icons-react/dist/esm/icons/IconPin.mjs';
import IconPinFilled from '@tabler/icons-react/dist/esm/icons/IconPinFilled.mjs';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useHotkeys } from '@/lib/hotkeys';
import { KeyHint } from '@/ui/KeyHint';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { pin, unpin } from './changes';
import { t } from './messages';
import { foundInBook } from './useBook';

/** Pins a contact to one's own book, wherever the contact is shown. */
export function PinButton({ id, name }: { id: string; name: string }) {
  const { data } = useQuery(foundInBook(name));
  const known = data?.data.find((entry) => entry.id === id)?.pinned ?? false;
  const change = useMutation({
    mutationFn: (wanted: boolean) => (wanted ? pin(id, 0) : unpin(id)),
    onSuccess: (_, wanted) =>
      notifyUndo(t(wanted ? 'pinnedNow' : 'unpinnedNow', { name }), () => (wanted ? unpin(id) : pin(id))),
    onError: notifyProblem,
  });
  const pinned = change.isPending ? change.variables : known;
  const toggle = () => {
    if (!change.isPending) {
      change.mutate(!pinned);
    }
  };
  const label = pinned ? t('unpin') : t('pinToBook');
  useHotkeys([{ keys: 'p', label: t('pinKey'), group: t('title'), run: toggle }]);

  return (
    <Tooltip
      label={
        <>
          {label} <KeyHint keys="p" />
        </>
      }
    >
      <ActionIcon aria-label={t('pinToBook')} aria-pressed={pinned} onClick={toggle}>
        {pinned ? <IconPinFilled size={16} /> : <IconPin size={16} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}
