import { onRow, useHotkeys, type Hotkey } from '@/lib/hotkeys';
import type { Entry } from './book';
import { t } from './messages';

export interface KeyActions {
  step: (by: number) => void;
  /** Runs with the person that keys speak to. */
  withActive: (act: (entry: Entry) => void) => () => void;
  open: (entry: Entry) => void;
  isShown: (entry: Entry) => boolean;
  show: (entry: Entry, open: boolean) => void;
  write: (entry: Entry, kind: 'call' | 'note') => void;
  togglePin: (entry: Entry) => void;
  movePin: (entry: Entry, by: number) => void;
}

export function useBookKeys(actions: KeyActions, canWrite: boolean): void {
  const { step, withActive, open, isShown, show, write, togglePin, movePin } = actions;
  const group = t('title');
  const reading: Hotkey[] = [
    { keys: 'j', label: t('down'), group, run: () => step(1) },
    { keys: 'k', label: t('up'), group, run: () => step(-1) },
    { keys: 'down', label: t('down'), group, when: onRow, run: () => step(1) },
    { keys: 'up', label: t('up'), group, when: onRow, run: () => step(-1) },
    { keys: 'enter', label: t('openKey'), group, when: onRow, run: withActive(open) },
    {
      keys: 'space',
      label: t('expandKey'),
      group,
      when: onRow,
      run: withActive((entry) => show(entry, !isShown(entry))),
    },
    { keys: 'right', label: t('expandKey'), group, when: onRow, run: withActive((entry) => show(entry, true)) },
    { keys: 'left', label: t('collapse'), group, when: onRow, run: withActive((entry) => show(entry, false)) },
  ];
  const writing: Hotkey[] = [
    { keys: 'c', label: t('logCall'), group, run: withActive((entry) => write(entry, 'call')) },
    { keys: 'n', label: t('addNote'), group, run: withActive((entry) => write(entry, 'note')) },
    { keys: 'p', label: t('pinKey'), group, run: withActive(togglePin) },
    { keys: 'alt+up', label: t('moveUp'), group, when: onRow, run: withActive((entry) => movePin(entry, -1)) },
    { keys: 'alt+down', label: t('moveDown'), group, when: onRow, run: withActive((entry) => movePin(entry, 1)) },
  ];
  useHotkeys(canWrite ? [...reading, ...writing] : reading);
}
