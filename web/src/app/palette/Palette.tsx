import { Modal } from '@mantine/core';
import type { Actions, Command, NavEntry } from '@/lib/feature';
import { t } from '../messages';
import { PaletteBody } from './PaletteBody';
import { useReturnFocus } from '@/ui/useReturnFocus';
import css from './Palette.module.css';

interface Props {
  onClose: () => void;
  nav: readonly NavEntry[];
  commands: readonly Command[];
  actions: Actions;
}

/** One field for everything: find a record, jump to a page, begin something. */
export function Palette({ onClose, ...rest }: Props) {
  useReturnFocus();
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={560}
      yOffset="12vh"
      padding={0}
      transitionProps={{ duration: 60 }}
      classNames={{ content: css['content'] ?? '' }}
      attributes={{ content: { 'aria-label': t('search') } }}
    >
      <PaletteBody onClose={onClose} {...rest} />
    </Modal>
  );
}
