import { Popover, VisuallyHidden } from '@mantine/core';
import { requests, type MeasuredRequest } from '@/lib/api';
import { formatMilliseconds } from '@/lib/format';
import { useStore } from '@/lib/store';
import { t } from '../messages';
import { RequestList } from './RequestList';
import css from './RequestReading.module.css';

/** What the last request took and whether it came from the cache; opens to the last twenty. */
export function RequestReading({ collapsed }: { collapsed: boolean }) {
  const all = useStore(requests);
  const last = all[0];
  return (
    <Popover position="top-start" width={420} shadow="lg" transitionProps={{ duration: 80 }} withinPortal trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={css['reading']}

          data-collapsed={collapsed || undefined}
        >
          <VisuallyHidden>
            {last === undefined ? t('requestNone') : t('lastRequest', { route: last.route })}
          </VisuallyHidden>
          <span className={css['dot']} data-cache={last?.cache} data-failed={failed(last) || undefined} />
          <span className={css['time']}>{last === undefined ? '–' : formatMilliseconds(last.milliseconds)}</span>
          {!collapsed && last?.cache !== undefined && <span className={css['cache']}>{last.cache}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('lastRequests')}>
        <RequestList requests={all} />
      </Popover.Dropdown>
    </Popover>
  );
}

function failed(request: MeasuredRequest | undefined): boolean {
  return request !== undefined && (request.status === 0 || request.status >= 500);
}
