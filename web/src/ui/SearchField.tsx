import { CloseButton, TextInput } from '@mantine/core';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useHotkeys } from '@/lib/hotkeys';
import { t } from './messages';

const PAUSE_MILLIS = 150;

interface Props {
  /** What is searched for at present, such as the address bar has it. */
  value: string;
  /** After a pause in typing. */
  onChange: (words: string) => void;
  label: string;
  /** Under which title its key stands in the help. */
  group?: string;
}

/** Searches while somebody types. `f` goes to it from anywhere on the page. */
export function SearchField({ value, onChange, label, group }: Props) {
  const [text, setText] = useState(value);
  const [before, setBefore] = useState(value);
  const [told, setTold] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const tell = useDebouncedCallback((words: string) => {
    setTold(words);
    onChange(words);
  }, PAUSE_MILLIS);

  if (value !== before) {
    setBefore(value);
    if (value !== told) {
      // Somebody went back, or chose a saved view.
      setTold(value);
      setText(value);
    }
  }
  const type = (words: string) => {
    setText(words);
    tell(words);
  };

  useHotkeys([{ keys: 'f', label, group: group ?? label, run: () => field.current?.select() }]);
  return (
    <TextInput
      ref={field}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          type('');
          event.currentTarget.blur();
        }
      }}
      type="text"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={14} stroke={1.6} />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label={t('clear')} onClick={() => type('')} />}
      w={220}
    />
  );
}
