import { Button } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { t } from './messages';
import { EmptyState } from './EmptyState';
import { textOf } from './toast';

/** Stands where content could not be loaded. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        icon={IconAlertTriangle}
        title={t('somethingWrong')}
        action={retry !== undefined && <Button onClick={retry}>{t('retry')}</Button>}
      >
        {textOf(error)}
      </EmptyState>
    </div>
  );
}
