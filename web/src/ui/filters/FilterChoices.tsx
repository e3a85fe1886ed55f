import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { formatNumber } from '@/lib/format';
import { matches } from '@/lib/words';
import { useDebounced } from '../useDebounced';
import { dayPresets, NONE, withField, type FilterField, type Search, type ValueCount } from './fields';
import css from './FilterChoices.module.css';
import { t } from './messages';
import { DaysForm, NumbersForm } from './RangeForms';

interface Props {
  fields: readonly FilterField[];
  /** The filter whose value is chosen; without it the filter is chosen first. */
  field: FilterField | undefined;
  label: string;
  search: Search;
  onChoose: (next: Search) => void;
}

interface Option {
  value: string;
  label: string;
  aside?: string | undefined;
  icon?: FilterField['icon'];
  /** What choosing it leads to. */
  next: Search | FilterField;
}

const MOST_OPTIONS = 100;

/** Chooses a filter and then its value, by typing and the arrow keys. */
export function FilterChoices({ fields, field: fixed, label, search, onChoose }: Props) {
  const [chosen, setChosen] = useState<FilterField>();
  const field = fixed ?? chosen;
  return (
    <Step
      key={field?.id ?? ''}
      {...{ fields, field, search }}
      label={field?.label ?? label}
      choose={(next) => (isField(next) ? setChosen(next) : onChoose(next))}
    />
  );
}

function isField(next: Search | FilterField): next is FilterField {
  return 'kind' in next && 'icon' in next;
}

interface StepProps {
  fields: readonly FilterField[];
  field: FilterField | undefined;
  label: string;
  search: Search;
  choose: (next: Search | FilterField) => void;
}

function Step({ fields, field, label, search, choose }: StepProps) {
  const [words, setWords] = useState('');
  const combobox = useCombobox({ opened: true });
  const { options, isPending } = useOptions(fields, field, search, words.trim());
  const shown = options.slice(0, MOST_OPTIONS);
  const signature = shown.map(({ value }) => value).join();
  const { selectFirstOption, resetSelectedOption } = combobox;
  useEffect(() => {
    if (signature === '') {
      resetSelectedOption();
    } else {
      selectFirstOption();
    }
  }, [signature, selectFirstOption, resetSelectedOption]);

  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(value) => {
        const option = shown.find((candidate) => candidate.value === value);
        if (option !== undefined) {
          choose(option.next);
        }
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={label}
          aria-label={label}
          rightSection={isPending ? <Loader size={12} color="gray" /> : null}
          mb={4}
          autoFocus
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={css['options'] ?? ''} aria-label={label}>
        {shown.map(({ value, label: text, aside, icon: Symbol }) => (
          <Combobox.Option key={value} value={value} className={css['option'] ?? ''}>
            {Symbol && <Symbol size={16} stroke={1.6} aria-hidden />}
            <span className={css['label']}>{text}</span>
            {aside !== undefined && <span className={css['aside']}>{aside}</span>}
          </Combobox.Option>
        ))}
        {shown.length === 0 && !isPending && (
          <Combobox.Empty>
            {field?.kind === 'record' && words === '' ? t('typeToFind') : t('nothingFound')}
          </Combobox.Empty>
        )}
      </Combobox.Options>
      {field?.kind === 'numbers' && <NumbersForm field={field} search={search} onDone={choose} />}
      {field?.kind === 'days' && <DaysForm field={field} search={search} onDone={choose} />}
    </Combobox>
  );
}

/** What the step that one is at offers for what was typed. */
function useOptions(fields: readonly FilterField[], field: FilterField | undefined, search: Search, words: string) {
  const asked = useDebounced(words, 120);
  const values = useQuery({
    ...(field?.kind === 'values' ? field.values() : NOTHING_TO_ASK),
    enabled: field?.kind === 'values',
  });
  const records = useQuery({
    ...(field?.kind === 'record' ? field.find(asked) : NOTHING_TO_ASK_OF_RECORDS),
    enabled: field?.kind === 'record',
    placeholderData: keepPreviousData,
  });
  const settled = asked === words && !records.isPlaceholderData;
  const matching = (label: string) => label.toLocaleLowerCase().includes(words.toLocaleLowerCase());
  const to = (...values: (string | undefined)[]) =>
    field === undefined ? search : withField(field, search, ...values);
  const none: Option[] =
    field?.none !== undefined && matching(field.none) ? [{ value: NONE, label: field.none, next: to(NONE) }] : [];

  switch (field?.kind) {
    case undefined:
      return {
        options: fields
          .filter(({ label }) => matching(label))
          .map((each): Option => ({ value: each.id, label: each.label, icon: each.icon, next: each })),
        isPending: false,
      };
    case 'values':
      return {
        options: [...none, ...valueOptions(values.data ?? [], words, field.named === undefined, to)],
        isPending: values.isPending,
      };
    case 'record':
      return {
        options: [
          ...none,
          ...(records.data ?? [])
            // What was found for other words does not stand in the way of what is typed now.
            .filter(({ name, detail }) => settled || matches(words, `${name} ${detail ?? ''}`))
            .map(({ id, name, detail }): Option => ({ value: id, label: name, aside: detail, next: to(id) })),
        ],
        isPending: records.isFetching,
      };
    case 'flag':
      return {
        options: Object.entries({ true: field.yes, false: field.no })
          .flatMap(([value, label]): Option[] => (label === undefined ? [] : [{ value, label, next: to(value) }]))
          .filter(({ label }) => matching(label)),
        isPending: false,
      };
    case 'numbers':
    case 'days':
      return {
        options: (field.kind === 'days' ? dayPresets() : field.presets)
          .filter(({ label }) => matching(label))
          .map(({ label, from, to: until }): Option => ({ value: label, label, next: to(from, until) })),
        isPending: false,
      };
  }
}

function valueOptions(
  values: readonly ValueCount[],
  words: string,
  others: boolean,
  to: (value: string) => Search,
): Option[] {
  const typed = words.toLocaleLowerCase();
  const known = values
    .filter(({ key, label = key }) => label.toLocaleLowerCase().includes(typed))
    .map(({ key, label = key, count }): Option => {
      return { value: key, label, aside: count === undefined ? undefined : formatNumber(count), next: to(key) };
    });
  // Only the frequent values are offered, so any other one can be typed.
  return !others || words === '' || known.some(({ value }) => value.toLocaleLowerCase() === typed)
    ? known
    : [...known, { value: `typed:${words}`, label: t('isExactly', { words }), next: to(words) }];
}

const NOTHING_TO_ASK = { queryKey: ['nothing'], queryFn: (): ValueCount[] => [] };
const NOTHING_TO_ASK_OF_RECORDS = {
  queryKey: ['nobody'],
  queryFn: (): { id: string; name: string; detail?: string }[] => [],
};
