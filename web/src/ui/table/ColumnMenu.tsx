import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import IconColumns3 from '@tabler/icons-react/dist/esm/icons/IconColumns3.mjs';
import { Suspense, useState } from 'react';
import { soon } from '@/lib/soon';
import { t } from './messages';
import type { ColumnList as List } from './ColumnList';
import type { Column, ColumnChoice } from './columns';

// soon() forgets that it is generic.
const ColumnList = soon(async () => (await import('./ColumnList')).ColumnList) as unknown as typeof List;

interface Props<Row> {
  columns: readonly Column<Row>[];
  choice: ColumnChoice;
}

/** Chooses which columns a table shows, and in which order. */
export function ColumnMenu<Row>({ columns, choice }: Props<Row>) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      width={240}
      transitionProps={{ duration: 60 }}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label={t('columns')}>
          <ActionIcon aria-label={t('columns')} visibleFrom="xs" onClick={() => setOpened(!opened)}>
            <IconColumns3 size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={t('columns')}>
        <Suspense>
          <ColumnList columns={columns} choice={choice} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
