import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconColumns3 from '@tabler/icons-react/dist/esm/icons/IconColumns3.mjs';
import { t } from '../messages';
import type { Column, ColumnChoice } from './columns';

/** Chooses which columns a table shows. */
export function ColumnMenu<Row>({ columns, choice }: { columns: readonly Column<Row>[]; choice: ColumnChoice }) {
  const toggle = (id: string) => {
    const { visible } = choice;
    choice.choose(visible.includes(id) ? visible.filter((other) => other !== id) : [...visible, id]);
  };
  return (
    <Menu position="bottom-end" closeOnItemClick={false} width={220}>
      <Menu.Target>
        <Tooltip label={t('columns')}>
          <ActionIcon aria-label={t('columns')} visibleFrom="xs">
            <IconColumns3 size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflow: 'auto' }}>
        {columns
          .filter(({ essential }) => essential !== true)
          .map(({ id, header }) => (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={choice.visible.includes(id)}
              onClick={() => toggle(id)}
              rightSection={choice.visible.includes(id) && <IconCheck size={14} stroke={2} />}
            >
              {header}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={() => choice.choose(undefined)}>{t('columnsAsUsual')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
