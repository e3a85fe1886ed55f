import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useEffect, useRef, useState } from 'react';
import { useHotkeys } from '@/lib/hotkeys';
import { t } from './messages';
import { useDebounced } from '../useDebounced';
import {
  isActive,
  isFiltered,
  saidOf,
  withoutField,
  withoutFilters,
  withWords,
  type FilterField,
  type RecordField,
  type Search,
} from './fields';
import { FilterPicker, type PickerHandle } from './FilterPicker';
import css from './FilterBar.module.css';

interface Props {
  /** The title of the page, under which the key stands in the help. */
  group: string;
  fields: readonly FilterField[];
  search: Search;
  /** Typing replaces what the address was; choosing a filter is a step that one can go back from. */
  onChange: (search: Search, step?: { replace: boolean }) => void;
  placeholder: string;
}

/** What a list is filtered by: words, and one chip for each filter, which opens to be changed. */
export function FilterBar({ group, fields, search, onChange, placeholder }: Props) {
  const picker = useRef<PickerHandle>(null);
  useHotkeys([{ keys: 'f', label: t('addFilter'), group, run: () => picker.current?.open() }]);
  const active = fields.filter((field) => isActive(field, search));
  const rest = fields.filter((field) => !isActive(field, search));

  return (
    <div className={css['bar']} role="group" aria-label={t('filters')}>
      <Words search={search} onChange={onChange} placeholder={placeholder} />
      {active.map((field) => (
        <FilterPicker key={field.id} fields={fields} field={field} search={search} onChange={onChange}>
          {(toggle) => (
            <FilterChip {...{ field, search, toggle }} onRemove={() => onChange(withoutField(field, search))} />
          )}
        </FilterPicker>
      ))}
      {rest.length > 0 && (
        <FilterPicker ref={picker} fields={rest} search={search} onChange={onChange}>
          {(toggle) => (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<IconFilter size={14} stroke={1.6} />}
              onClick={toggle}
            >
              {t('filter')}
            </Button>
          )}
        </FilterPicker>
      )}
      {isFiltered(search) && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => onChange(withoutFilters(search))}>
          {t('clear')}
        </Button>
      )}
    </div>
  );
}

/** Words that are looked for while somebody types. */
function Words({ search, onChange, placeholder }: Pick<Props, 'search' | 'onChange' | 'placeholder'>) {
  const inAddress = search['q'] ?? '';
  const [typed, setTyped] = useState<string>();
  const settled = useDebounced(typed, 200);
  const latest = useRef({ search, onChange });
  useEffect(() => {
    latest.current = { search, onChange };
  });
  useEffect(() => {
    if (settled !== undefined) {
      const { search: current, onChange: change } = latest.current;
      change(withWords(current, settled.trim()), { replace: true });
    }
  }, [settled]);

  const clear = () => {
    setTyped('');
  };
  return (
    <TextInput
      className={css['words'] ?? ''}
      type="search"
      value={typed ?? inAddress}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => setTyped(undefined)}
      placeholder={placeholder}
      aria-label={placeholder}
      leftSection={<IconSearch size={14} stroke={1.6} />}
      rightSection={
        (typed ?? inAddress) !== '' && (
          <ActionIcon size={20} aria-label={t('clearWords')} onClick={clear}>
            <IconX size={12} stroke={1.6} />
          </ActionIcon>
        )
      }
    />
  );
}

interface ChipProps {
  field: FilterField;
  search: Search;
  toggle: () => void;
  onRemove: () => void;
}

function FilterChip({ field, search, toggle, onRemove, ...target }: ChipProps) {
  const said = field.kind === 'record' ? <NameOf field={field} id={saidOf(field, search)} /> : saidOf(field, search);
  return (
    <span className={css['chip']}>
      <button {...target} type="button" className={css['change']} onClick={toggle}>
        <span className={css['name']}>{field.label}</span> <span className={css['value']}>{said}</span>
      </button>
      <button
        type="button"
        className={css['remove']}
        aria-label={t('remove', { name: field.label })}
        onClick={onRemove}
      >
        <IconX size={12} stroke={1.8} aria-hidden />
      </button>
    </span>
  );
}

function NameOf({ field, id }: { field: RecordField; id: string }) {
  const { data = '…' } = useQuery(field.named(id));
  return data;
}
