import { VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { requests, type MeasuredRequest } from '@/lib/api';
import { formatMilliseconds } from '@/lib/format';
import { useStore } from '@/lib/store';
import { Later, whenIdle } from '../idle';
import { t } from '../messages';
import css from './RequestReading.module.css';

const RequestPopover = whenIdle(async () => (await import('./RequestPopover')).RequestPopover);

/** What the last request took and whether it came from the cache; opens to the last twenty. */
export function RequestReading({ collapsed }: { collapsed: boolean }) {
  const all = useStore(requests);
  const [opened, setOpened] = useState(false);
  const last = all[0];
  const button = (
    <button
      type="button"
      className={css['reading']}
      data-collapsed={collapsed || undefined}
      onClick={() => setOpened(!opened)}
    >
      <VisuallyHidden>{last === undefined ? t('requestNone') : t('lastRequest', { route: last.route })}</VisuallyHidden>
      <span className={css['dot']} data-cache={last?.cache} data-failed={failed(last) || undefined} />
      <span className={css['time']}>{last === undefined ? '–' : formatMilliseconds(last.milliseconds)}</span>
      {!collapsed && last?.cache !== undefined && <span className={css['cache']}>{last.cache}</span>}
    </button>
  );
  return (
    <Later fallback={button} wanted={opened}>
      <RequestPopover opened={opened} onChange={setOpened} button={button} requests={all} />
    </Later>
  );
}

function failed(request: MeasuredRequest | undefined): boolean {
  return request !== undefined && (request.status === 0 || request.status >= 500);
}
