import { Button } from '@mantine/core';
import { t } from '../messages';
import css from './EditField.module.css';
import type { Editing } from './TableRow';

interface Props {
  editing: Editing;
  onTakeTheirs: () => void;
  onOverwrite: () => void;
}

/** What the server said to a change of a cell, and what can be done where somebody else was faster. */
export function Refusal({ editing: { problem, theirs }, onTakeTheirs, onOverwrite }: Props) {
  return (
    <>
      {problem}
      {theirs !== undefined && (
        <span className={css['choice']} onMouseDown={(event) => event.preventDefault()}>
          <Button size="compact-sm" variant="default" tabIndex={-1} onClick={onTakeTheirs}>
            {t('takeTheirs')}
          </Button>
          <Button size="compact-sm" tabIndex={-1} onClick={onOverwrite}>
            {t('overwrite')}
          </Button>
        </span>
      )}
    </>
  );
}
