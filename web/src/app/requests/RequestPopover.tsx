import { Popover } from '@mantine/core';
import type { ReactElement } from 'react';
import type { MeasuredRequest } from '@/lib/api';
import { t } from '../messages';
import { RequestList } from './RequestList';

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** The button that opens it. */
  button: ReactElement;
  requests: readonly MeasuredRequest[];
}

export function RequestPopover({ opened, onChange, button, requests }: Props) {
  return (
    <Popover opened={opened} onChange={onChange} position="top-start" width={420} shadow="lg" trapFocus returnFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('lastRequests')}>
        <RequestList requests={requests} />
      </Popover.Dropdown>
    </Popover>
  );
}
