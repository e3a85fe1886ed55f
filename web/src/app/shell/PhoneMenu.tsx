import { Drawer } from '@mantine/core';
import type { ComponentProps } from 'react';
import { t } from '../messages';
import { Sidebar } from './Sidebar';
import { useReturnFocus } from '@/ui/useReturnFocus';

interface Props extends Pick<ComponentProps<typeof Sidebar>, 'nav' | 'onSearch' | 'onHelp'> {
  onClose: () => void;
}

/** The sidebar of a phone. */
export function PhoneMenu({ onClose, ...sidebar }: Props) {
  useReturnFocus();
  return (
    <Drawer
      opened
      onClose={onClose}
      size={264}
      padding={0}
      withCloseButton={false}
      styles={{ body: { height: '100%' } }}
      attributes={{ content: { 'aria-label': t('navigation') } }}
    >
      <Sidebar {...sidebar} collapsed={false} />
    </Drawer>
  );
}
