import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { t } from './messages';

interface Props {
  /** Where the API exports this list. */
  path: string;
  /** What the list shows: its filters and order. */
  query: Record<string, string>;
}

/** Downloads what a list shows, all of its pages. The browser writes the file while the server sends it. */
export function ExportMenu({ path, query }: Props) {
  const address = (format: string) => `${path}?${new URLSearchParams({ ...query, format }).toString()}`;
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 60 }}>
      <Menu.Target>
        <Tooltip label={t('download')}>
          <ActionIcon aria-label={t('download')} visibleFrom="xs">
            <IconDownload size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={address('csv')} download>
          {t('downloadCsv')}
        </Menu.Item>
        <Menu.Item component="a" href={address('xlsx')} download>
          {t('downloadExcel')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
