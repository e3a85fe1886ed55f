import { Popover } from '@mantine/core';
import { lazy, Suspense, useEffect, useImperativeHandle, useState, type ReactElement, type Ref } from 'react';
import type { FilterField, Search } from './fields';
import { t } from './messages';

const load = async () => ({ default: (await import('./FilterChoices')).FilterChoices });
const FilterChoices = lazy(load);

export interface PickerHandle {
  open: () => void;
}

interface Props {
  fields: readonly FilterField[];
  /** The filter that a chip changes; without it one is chosen first. */
  field?: FilterField;
  search: Search;
  onChange: (search: Search) => void;
  /** What the first step asks. */
  label?: string;
  /** What opens it; it gets the function that does. */
  children: (toggle: () => void) => ReactElement;
  ref?: Ref<PickerHandle>;
}

/** Opens the choice of a filter and its value below a button or a chip. */
export function FilterPicker({ fields, field, search, onChange, label, children, ref }: Props) {
  const [opened, setOpened] = useState(false);
  // It is there before somebody types into it.
  useEffect(() => void load(), []);
  useImperativeHandle(ref, () => ({ open: () => setOpened(true) }));
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={264}
      position="bottom-start"
      shadow="md"
      transitionProps={{ duration: 60 }}
      returnFocus
    >
      <Popover.Target>{children(() => setOpened(!opened))}</Popover.Target>
      <Popover.Dropdown p={4} aria-label={field?.label ?? label ?? t('filterBy')}>
        <Suspense>
          <FilterChoices
            {...{ fields, field, search }}
            label={label ?? t('filterBy')}
            onChoose={(next) => {
              setOpened(false);
              onChange(next);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
