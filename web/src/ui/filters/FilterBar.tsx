import { Button, Menu } from '@mantine/core';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs';
import { useState } from 'react';
import { t } from '../messages';
import { FilterChip } from './FilterChip';
import type { Filter, FilterValues } from './filters';

interface Props {
  filters: readonly Filter[];
  /** What the address bar has. */
  values: FilterValues;
  /** To put into the address bar; undefined takes a filter away. */
  onChange: (changes: Record<string, string | undefined>) => void;
}

/** The filters of a list as chips that can be changed and removed, and a menu that adds another one. */
export function FilterBar({ filters, values, onChange }: Props) {
  const [adding, setAdding] = useState<string>();
  const set = filters.filter(({ key }) => values[key] !== undefined);
  const others = filters.filter(({ key }) => values[key] === undefined);
  const added = others.find(({ key }) => key === adding);
  const change = (key: string, value: string | undefined) => {
    setAdding(undefined);
    onChange({ [key]: value });
  };

  return (
    <>
      {set.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          value={values[filter.key]}
          onChange={(value) => change(filter.key, value)}
        />
      ))}
      {added !== undefined && (
        <FilterChip
          key={added.key}
          filter={added}
          value={undefined}
          onChange={(value) => change(added.key, value)}
          onGiveUp={() => setAdding(undefined)}
        />
      )}
      {others.length > 0 && (
        <Menu position="bottom-start" width={200}>
          <Menu.Target>
            <Button variant="subtle" color="gray" px="sm" leftSection={<IconFilter size={14} stroke={1.6} />} fw={400}>
              {t('filter')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah="60vh" style={{ overflow: 'auto' }}>
            {others.map(({ key, label }) => (
              <Menu.Item key={key} onClick={() => setAdding(key)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {set.length > 1 && (
        <Button
          variant="subtle"
          color="gray"
          px="sm"
          fw={400}
          onClick={() => onChange(Object.fromEntries(set.map(({ key }) => [key, undefined])))}
        >
          {t('clearFilters')}
        </Button>
      )}
    </>
  );
}
