import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useState } from 'react';
import { formatNumber } from '@/lib/format';
import { t } from '../messages';
import type { Filter, FilterOption } from './filters';
import css from './FilterEditor.module.css';

interface Props {
  filter: Filter;
  value: string | undefined;
  onChoose: (value: string) => void;
}

/** Where the value of a filter is chosen or typed. */
export function FilterEditor({ filter, value, onChoose }: Props) {
  switch (filter.kind) {
    case 'flag':
      return (
        <Options
          label={filter.label}
          options={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          onChoose={onChoose}
        />
      );
    case 'number':
    case 'day':
      return <Field filter={filter} value={value} onChoose={onChoose} />;
    case 'text':
    case 'choice':
      return (
        <Options
          label={filter.label}
          options={filter.options ?? []}
          takesOthers={filter.kind === 'text'}
          searchable
          onChoose={onChoose}
        />
      );
  }
}

function Field({ filter, value, onChoose }: Props) {
  const [text, setText] = useState(value ?? '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(text);
      }}
    >
      <TextInput
        autoFocus
        aria-label={filter.label}
        type={filter.kind === 'day' ? 'date' : 'number'}
        min={filter.min}
        max={filter.max}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        description={t('enterApplies')}
        inputWrapperOrder={['input', 'description']}
      />
    </form>
  );
}

interface OptionsProps {
  label: string;
  options: readonly FilterOption[];
  searchable?: boolean;
  /** Whether what is typed counts, too. */
  takesOthers?: boolean;
  onChoose: (value: string) => void;
}

const MOST_SHOWN = 100;

function Options({ label, options, searchable = false, takesOthers = false, onChoose }: OptionsProps) {
  const [words, setWords] = useState('');
  const combobox = useCombobox({ opened: true });
  const wanted = words.trim().toLocaleLowerCase();
  const shown = options
    .filter((option) => (option.label ?? option.value).toLocaleLowerCase().includes(wanted))
    .slice(0, MOST_SHOWN);
  const other = takesOthers && words.trim() !== '' && !shown.some(({ value }) => value.toLocaleLowerCase() === wanted);

  const { selectFirstOption } = combobox;
  useEffect(() => {
    selectFirstOption();
  }, [words, selectFirstOption]);

  return (
    <Combobox store={combobox} onOptionSubmit={onChoose} withinPortal={false}>
      <Combobox.EventsTarget>
        <TextInput
          autoFocus
          aria-label={label}
          placeholder={label}
          readOnly={!searchable}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          mb={4}
        />
      </Combobox.EventsTarget>
      {shown.length === 0 && !other && <Combobox.Empty>{t('noOptions')}</Combobox.Empty>}
      <Combobox.Options hidden={shown.length === 0 && !other} className={css['options']} aria-label={label}>
        {other && <Combobox.Option value={words.trim()}>{t('filterIs', { value: words.trim() })}</Combobox.Option>}
        {shown.map((option) => (
          <Combobox.Option key={option.value} value={option.value} className={css['option']}>
            <span>{option.label ?? option.value}</span>
            {option.count !== undefined && <span className={css['count']}>{formatNumber(option.count)}</span>}
          </Combobox.Option>
        ))}
      </Combobox.Options>
    </Combobox>
  );
}
