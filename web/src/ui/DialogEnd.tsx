import { Button, Group } from '@mantine/core';
import { t } from './messages';

interface Props {
  /** What the dialog does. */
  label: string;
  onClose: () => void;
  /** Without it the form around is sent. */
  onDone?: () => void;
  disabled?: boolean;
  loading?: boolean;
}

/** The end of a dialog: leave it, or have it do what it is there for. */
export function DialogEnd({ label, onClose, onDone, ...state }: Props) {
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={onClose}>
        {t('cancel')}
      </Button>
      <Button type={onDone === undefined ? 'submit' : 'button'} onClick={onDone} {...state}>
        {label}
      </Button>
    </Group>
  );
}
