import { useDocumentTitle } from '@mantine/hooks';
import { t } from './messages';
import { SessionFrame } from './SessionFrame';
import { SignInForm } from './SignInForm';

export function SignInPage({ onDone }: { onDone: () => void }) {
  useDocumentTitle(t('signInTo'));
  return (
    <SessionFrame title={t('signInTo')}>
      <SignInForm onDone={onDone} />
    </SessionFrame>
  );
}
