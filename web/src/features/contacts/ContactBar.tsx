import { Menu } from '@mantine/core';
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Neighbours } from '@/lib/trail';
import { RecordBar } from '@/ui/RecordBar';
import { notify, notifyProblem, notifyUndo } from '@/ui/toast';
import { deleteContact, restoreContact, type Contact } from './contact';
import { t } from './recordMessages';

interface Props {
  contact: Contact;
  neighbours: Neighbours;
  pin: ReactNode;
  editable: boolean;
}

export function ContactBar({ contact: { id, name }, neighbours, pin, editable }: Props) {
  const navigate = useNavigate();
  const remove = async () => {
    await navigate({ to: '/contacts' });
    try {
      await deleteContact(id);
      notifyUndo(t('deleted', { name }), () => restoreContact(id));
    } catch (error) {
      notifyProblem(error);
    }
  };
  const copy = () =>
    navigator.clipboard.writeText(location.origin + location.pathname).then(() => notify(t('copied')), notifyProblem);
  return (
    <RecordBar
      list={{ label: t('contacts'), path: '/contacts' }}
      name={name}
      neighbours={neighbours}
      pathOf={(other) => `/contacts/${other}`}
      menu={
        <>
          <Menu.Item leftSection={<IconLink size={16} stroke={1.6} />} onClick={() => void copy()}>
            {t('copyLink')}
          </Menu.Item>
          {editable && (
            <Menu.Item
              color="var(--danger-text)"
              leftSection={<IconTrash size={16} stroke={1.6} />}
              onClick={() => void remove()}
            >
              {t('delete')}
            </Menu.Item>
          )}
        </>
      }
    >
      {pin}
    </RecordBar>
  );
}
