import { Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { FormError } from '../FormError';
import { textOf } from '../toast';
import { useReturnFocus } from '../useReturnFocus';
import css from './CompareDialog.module.css';
import { t } from './messages';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with room for two records side by side. */
export function CompareDialog({ title, onClose, children }: Props) {
  useReturnFocus();
  const phone = useMediaQuery('(max-width: 48em)');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={760}
      fullScreen={phone}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Modal>
  );
}

interface EndProps {
  /** What merging does. */
  note: string;
  error: unknown;
  merging: boolean;
  onClose: () => void;
  onMerge: () => void;
  /** What else can be decided. */
  children?: ReactNode;
}

/** The end of a comparison, always in sight. */
export function CompareEnd({ note, error, merging, onClose, onMerge, children }: EndProps) {
  return (
    <div className={css['foot']}>
      <FormError>{error !== null && textOf(error)}</FormError>
      <p className={css['moves']}>{note}</p>
      <div className={css['buttons']}>
        {children}
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button onClick={onMerge} loading={merging} data-autofocus>
          {t('merge')}
        </Button>
      </div>
    </div>
  );
}
