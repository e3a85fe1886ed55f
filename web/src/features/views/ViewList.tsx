import { Combobox, TextInput, useCombobox } from '@mantine/core';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { useEffect, useState } from 'react';
import { t } from './messages';
import { sorted, type View } from './views';
import css from './ViewMenu.module.css';

interface Props {
  views: readonly View[];
  /** The list without a view. */
  everything: string;
  userId: string;
  opened: View | undefined;
  /** The view that opens first. */
  first: string | null;
  /** Undefined for the list without a view. */
  onOpen: (view: View | undefined) => void;
}

/** The views to choose from, found by typing. */
export function ViewList({ views, everything, userId, opened, first, onOpen }: Props) {
  const [words, setWords] = useState('');
  const combobox = useCombobox({ opened: true });
  const { selectFirstOption } = combobox;
  useEffect(() => {
    selectFirstOption();
  }, [words, selectFirstOption]);
  const { own, shared } = sorted(views, words, userId);
  const all = everything.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase());
  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(id) => onOpen(views.find((view) => view.id === id))}
    >
      <Combobox.EventsTarget>
        <TextInput
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={t('find')}
          aria-label={t('find')}
          mb={4}
          autoFocus
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={css['options'] ?? ''} aria-label={t('title')}>
        {all && (
          <Combobox.Option value="" className={css['option'] ?? ''}>
            <span className={css['name']}>{everything}</span>
            {opened === undefined && <IconCheck size={14} aria-hidden />}
          </Combobox.Option>
        )}
        <Group label={t('own')} views={own} {...{ opened, first }} />
        <Group label={t('shared')} views={shared} {...{ opened, first }} />
        {!all && own.length + shared.length === 0 && <Combobox.Empty>{t('none')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}

interface GroupProps {
  label: string;
  views: readonly View[];
  opened: View | undefined;
  first: string | null;
}

function Group({ label, views, opened, first }: GroupProps) {
  return (
    views.length > 0 && (
      <Combobox.Group label={label}>
        {views.map(({ id, name, shared }) => (
          <Combobox.Option key={id} value={id} className={css['option'] ?? ''}>
            <span className={css['name']}>{name}</span>
            {id === first && <span className={css['aside']}>{t('isDefault')}</span>}
            {shared && (
              <IconUsersGroup size={14} stroke={1.6} className={css['quiet']} role="img" aria-label={t('shared')} />
            )}
            {id === opened?.id && <IconCheck size={14} aria-hidden />}
          </Combobox.Option>
        ))}
      </Combobox.Group>
    )
  );
}
