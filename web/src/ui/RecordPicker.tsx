import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { Choice, foundQuery } from '@/lib/finding';
import { matches } from '@/lib/words';
import { t } from './messages';
import css from './RecordPicker.module.css';
import { useDebounced } from './useDebounced';

interface Props {
  label: string;
  /** Without it the field is labelled for readers only. */
  labelled?: boolean;
  value: Choice | null;
  onPick: (choice: Choice | null) => void;
  find: (words: string) => ReturnType<typeof foundQuery>;
  placeholder?: string;
  error?: string | undefined;
  autoFocus?: boolean;
  description?: ReactNode;
  /** With it the words count as they stand, for as long as nothing that was found is chosen. */
  own?: OwnWords;
}

export interface OwnWords {
  onWords: (words: string) => void;
  /** What is offered to make of the words: `Create “Studio Nord”`. */
  createLabel: (words: string) => string;
  onCreate: (words: string) => void;
}

const CREATE = 'create';

/** Finds a record while somebody types. An emptied field is no record. */
export function RecordPicker(props: Props) {
  const { label, labelled = false, value, onPick, find, placeholder, error, autoFocus, description, own } = props;
  const [words, setWords] = useState<string>();
  const asked = useDebounced((words ?? '').trim(), 120);
  const query = useQuery({ ...find(asked), enabled: asked !== '', placeholderData: keepPreviousData });
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const typed = (words ?? '').trim();
  const settled = asked === typed && !query.isPlaceholderData;
  // What was found for other words does not stand in the way of what is typed now.
  const isMeant = ({ name, detail }: Choice) => settled || matches(typed, `${name} ${detail ?? ''}`);
  const choices = typed === '' || asked === '' ? [] : (query.data ?? []).filter(isMeant);
  const signature = [typed, ...choices.map(({ id }) => id)].join();

  const { selectFirstOption } = combobox;
  useEffect(() => {
    selectFirstOption();
  }, [signature, selectFirstOption]);

  const pick = (id: string) => {
    if (id === CREATE) {
      setWords(undefined);
      combobox.closeDropdown();
      own?.onCreate(typed);
      return;
    }
    const choice = choices.find((candidate) => candidate.id === id);
    if (choice !== undefined) {
      setWords(undefined);
      combobox.closeDropdown();
      onPick(choice);
    }
  };
  const leave = () => {
    combobox.closeDropdown();
    if (words?.trim() === '' && value !== null) {
      onPick(null);
    }
    setWords(undefined);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={pick} transitionProps={{ duration: 60 }} shadow="md">
      <Combobox.Target>
        <TextInput
          {...(labelled ? { label } : { 'aria-label': label })}
          value={words ?? value?.name ?? ''}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            own?.onWords(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && words?.trim() === '') {
              event.preventDefault();
              event.stopPropagation();
              leave();
            }
          }}
          placeholder={placeholder}
          description={description}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={error}
          autoFocus={autoFocus}
          rightSection={query.isFetching ? <Loader size={12} color="gray" /> : null}
          autoComplete="off"
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === '' || (choices.length === 0 && query.isFetching)}>
        <Combobox.Options>
          {choices.map(({ id, name, detail }) => (
            <Combobox.Option key={id} value={id}>
              <span className={css['name']}>{name}</span>
              {detail !== undefined && <span className={css['detail']}>{detail}</span>}
            </Combobox.Option>
          ))}
          {own !== undefined && typed !== '' && (
            <Combobox.Option value={CREATE}>
              <span className={css['name']}>{own.createLabel(typed)}</span>
            </Combobox.Option>
          )}
          {choices.length === 0 && own === undefined && <Combobox.Empty>{t('nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
