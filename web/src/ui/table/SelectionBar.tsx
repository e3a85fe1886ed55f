import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from './messages';
import type { Selection } from './useSelection';
import css from './SelectionBar.module.css';

/** What can be done with the selected rows, above the lower edge for as long as there are any. */
export function SelectionBar({ selection, children }: { selection: Selection; children: ReactNode }) {
  const count = selection.ids.size;
  if (count === 0) {
    return null;
  }
  return (
    <div className={css['bar']} role="toolbar" aria-label={t('selected', { count })}>
      <span className={css['count']} aria-live="polite">
        {t('selected', { count })}
      </span>
      {children}
      <CloseButton size="sm" aria-label={t('clearSelection')} onClick={selection.clear} />
    </div>
  );
}
