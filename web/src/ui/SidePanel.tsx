import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from './messages';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A look at a record beside the list that one comes from. */
export function SidePanel({ title, onClose, children }: Props) {
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position="right"
      size={440}
      overlayProps={{ backgroundOpacity: 0.15 }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {children}
    </Drawer>
  );
}
