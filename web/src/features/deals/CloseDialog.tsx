import { Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '@/ui/Dialog';
import { DialogEnd } from '@/ui/DialogEnd';
import { t } from './messages';

interface Props {
  kind: 'won' | 'lost';
  name: string;
  onClose: () => void;
  onDone: (reason: string | null) => void;
}

/** Asks why a deal was won or lost. */
export function CloseDialog({ kind, name, onClose, onDone }: Props) {
  const [reason, setReason] = useState('');
  const won = kind === 'won';
  const done = () => {
    onClose();
    onDone(reason.trim() === '' ? null : reason.trim());
  };
  return (
    <Dialog title={won ? t('wonTitle', { name }) : t('lostTitle', { name })} onClose={onClose} width={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            done();
          }
        }}
      >
        <Stack gap="md">
          <Textarea
            label={`${won ? t('whyWon') : t('whyLost')} (${t('optional')})`}
            placeholder={won ? t('whyWonPlaceholder') : t('whyLostPlaceholder')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            rows={3}
            data-autofocus
          />
          <DialogEnd label={won ? t('markWon') : t('markLost')} onClose={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}
