import { useDocumentTitle } from '@mantine/hooks';
import { t } from './messages';
import { SessionFrame } from './SessionFrame';
import { SetUpForm } from './SetUpForm';

export function SetUpPage({ onDone }: { onDone: () => void }) {
  useDocumentTitle(t('setUp'));
  return (
    <SessionFrame title={t('setUp')} text={t('setUpText')}>
      <SetUpForm onDone={onDone} />
    </SessionFrame>
  );
}
