import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FormError } from '../FormError';
import css from './DraftFoot.module.css';
import { t } from './messages';

interface Props {
  /** Whether there is something to save. */
  changed: boolean;
  /** Somebody else saved meanwhile. */
  overtaken: boolean;
  saving: boolean;
  error?: ReactNode;
  /** Begins anew with what is saved. */
  onDiscard: () => void;
  /** What else can be done, at the other end. */
  children?: ReactNode;
}

/** The end of a form that is saved as a whole. */
export function DraftFoot({ changed, overtaken, saving, error, onDiscard, children }: Props) {
  return (
    <>
      {overtaken && changed && (
        <div className={css['line']} role="status">
          {t('changedMeanwhile')}
          <Button variant="default" size="compact-sm" onClick={onDiscard}>
            {t('takeTheirs')}
          </Button>
        </div>
      )}
      <FormError>{error}</FormError>
      <div className={css['foot']}>
        <Button type="submit" disabled={!changed} loading={saving}>
          {t('save')}
        </Button>
        <Button variant="default" disabled={!changed} onClick={onDiscard}>
          {t('discard')}
        </Button>
        <span className={css['space']} />
        {children}
      </div>
    </>
  );
}
