import { Combobox, useCombobox } from '@mantine/core';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import IconTargetArrow from '@tabler/icons-react/dist/esm/icons/IconTargetArrow.mjs';
import { useEffect, useState } from 'react';
import { useSearch } from '@/features/search/useSearch';
import type { Actions, Command, NavEntry } from '@/lib/feature';
import { KeyHint } from '@/ui/KeyHint';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { t } from '../messages';
import { entriesFor, type PaletteEntry } from './entries';
import { stopKeeping, typedAhead } from './typeAhead';
import css from './Palette.module.css';

interface Props {
  onClose: () => void;
  nav: readonly NavEntry[];
  commands: readonly Command[];
  actions: Actions;
}

export function PaletteBody({ onClose, nav, commands, actions }: Props) {
  const [words, setWords] = useState(typedAhead);
  useEffect(stopKeeping, []);
  const { found, settled } = useSearch(words);
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose });
  const groups = entriesFor({ words, found, settled, nav, commands });
  const shown = groups.flatMap(({ entries }) => entries);
  const signature = shown.map(({ id }) => id).join(' ');

  const { selectFirstOption } = combobox;
  useEffect(() => {
    selectFirstOption();
  }, [signature, selectFirstOption]);

  const choose = (id: string) => {
    onClose();
    shown.find((entry) => entry.id === id)?.run(actions);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={false}>
      <div className={css['field']}>
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <Combobox.EventsTarget>
          <input
            className={css['input']}
            data-autofocus
            autoFocus
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            placeholder={t('searchOrJump')}
            aria-label={t('search')}
            autoComplete="off"
            spellCheck={false}
          />
        </Combobox.EventsTarget>
        <KeyHint keys="escape" />
      </div>
      {shown.length > 0 ? (
        <Combobox.Options className={css['options']} aria-label={t('search')}>
          {groups.map(({ label, entries }) => (
            <Combobox.Group key={label} label={label}>
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      ) : (
        <p className={css['none']} role="status">
          {settled ? t('nothingFound', { words: words.trim() }) : t('searching')}
        </p>
      )}
    </Combobox>
  );
}

function Entry({ entry: { id, label, detail, keys, icon: Symbol, avatar } }: { entry: PaletteEntry }) {
  return (
    <Combobox.Option value={id} className={css['option']}>
      {avatar === 'deal' ? (
        <IconTargetArrow size={18} stroke={1.6} aria-hidden />
      ) : (
        avatar !== undefined && <PersonAvatar name={label} square={avatar === 'company'} />
      )}
      {Symbol !== undefined && <Symbol size={16} stroke={1.6} aria-hidden />}
      <span className={css['label']}>{label}</span>
      {detail !== undefined && <span className={css['detail']}>{detail}</span>}
      {keys !== undefined && <KeyHint keys={keys} />}
    </Combobox.Option>
  );
}
