import { Button, Modal, Text } from '@mantine/core';
import { session } from '@/lib/api';
import { useStore } from '@/lib/store';
import { t } from './messages';
import { SignInForm } from './SignInForm';
import { useReturnFocus } from '@/ui/useReturnFocus';

/** Asks for the password over the page as it is, so that nothing that was typed there is lost. */
export function ExpiredDialog() {
  useReturnFocus();
  const state = useStore(session);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('expired')}
      overlayProps={{ blur: 12, backgroundOpacity: 0.6 }}
      size={380}
      centered
    >
      <Text c="dimmed" mb="md">
        {t('expiredText')}
      </Text>
      {state.status === 'expired' && <SignInForm email={state.session.user.email} onDone={() => undefined} />}
      <Button variant="subtle" color="gray" fullWidth mt="sm" onClick={() => location.assign('/sign-in')}>
        {t('somebodyElse')}
      </Button>
    </Modal>
  );
}
