import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from './messages';
import { useReturnFocus } from './useReturnFocus';

interface Props {
  title: string;
  onClose: () => void;
  /** In pixels; on a phone it takes the whole width. */
  width?: number;
  children: ReactNode;
}

/** A dialog over the page; it is open for as long as it is there. */
export function Dialog({ title, onClose, width = 480, children }: Props) {
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={title} size={width} closeButtonProps={{ 'aria-label': t('close') }}>
      {children}
    </Modal>
  );
}
