import { Popover } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { lazy, Suspense, useState } from 'react';
import { t } from '../messages';
import { valueLabel, type Filter } from './filters';
import css from './FilterChip.module.css';

const FilterEditor = lazy(async () => ({ default: (await import('./FilterEditor')).FilterEditor }));

interface Props {
  filter: Filter;
  /** Undefined for one that is being added. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** It was closed before it had a value. */
  onGiveUp?: () => void;
}

export function FilterChip({ filter, value, onChange, onGiveUp }: Props) {
  const [opened, setOpened] = useState(value === undefined);
  const toggle = (next: boolean) => {
    setOpened(next);
    if (!next) {
      onGiveUp?.();
    }
  };
  const choose = (next: string) => {
    setOpened(false);
    onChange(next === '' ? undefined : next);
  };
  return (
    <Popover opened={opened} onChange={toggle} position="bottom-start" shadow="md" trapFocus returnFocus width={240}>
      <Popover.Target>
        <span className={css['chip']}>
          <button type="button" className={css['value']} onClick={() => toggle(!opened)} aria-expanded={opened}>
            <span className={css['label']}>{filter.label}</span>
            {value === undefined ? '…' : valueLabel(filter, value)}
          </button>
          {value !== undefined && (
            <button
              type="button"
              className={css['remove']}
              onClick={() => onChange(undefined)}
              aria-label={t('removeFilter', { name: filter.label })}
            >
              <IconX size={12} stroke={2} aria-hidden />
            </button>
          )}
        </span>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={filter.label}>
        <Suspense>
          <FilterEditor filter={filter} value={value} onChoose={choose} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
