import { onRow, useHotkeys, type Hotkey } from '@/lib/hotkeys';
import type { Lead } from './lead';
import { t } from './deskMessages';
import { OUTCOMES, type Outcome } from './outcomes';
import { t as named } from './messages';

interface KeyActions {
  step: (by: number) => void;
  /** Runs with the lead that keys speak to. */
  withActive: (act: (lead: Lead) => void) => () => void;
  open: (lead: Lead) => void;
  write: (lead: Lead) => void;
  log: (lead: Lead, outcome: Outcome) => void;
}

export function useQueueKeys({ step, withActive, open, write, log }: KeyActions, canWrite: boolean): void {
  const group = named('title');
  const reading: Hotkey[] = [
    { keys: 'j', label: t('down'), group, run: () => step(1) },
    { keys: 'k', label: t('up'), group, run: () => step(-1) },
    { keys: 'down', label: t('down'), group, when: onRow, run: () => step(1) },
    { keys: 'up', label: t('up'), group, when: onRow, run: () => step(-1) },
    { keys: 'enter', label: t('openKey'), group, when: onRow, run: withActive(open) },
  ];
  const writing: Hotkey[] = [
    { keys: 'c', label: t('write'), group, run: withActive(write) },
    ...OUTCOMES.map((outcome, index) => ({
      keys: String(index + 1),
      label: t('logOutcome', { outcome: t(outcome) }),
      group,
      when: onRow,
      run: withActive((lead) => log(lead, outcome)),
    })),
  ];
  useHotkeys(canWrite ? [...reading, ...writing] : reading);
}
