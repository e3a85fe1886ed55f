import { ActionIcon, Button, TextInput } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import { formatNumber } from '@/lib/format';
import type { Versioned } from '@/lib/patch';
import { t } from '../messages';
import { Fact } from './Fact';
import css from './CustomFacts.module.css';
import type { Facts, Written } from './useFacts';

type Value = string | number | boolean | null;
type Custom = Record<string, Value>;

interface WithCustom extends Versioned {
  custom: Custom;
}

interface Props<R extends WithCustom, C> {
  facts: Facts<R, C>;
}

/** The fields of the workspace's own, each edited by itself, and a way to add one. */
export function CustomFacts<R extends WithCustom, C extends { custom?: Custom | null }>({ facts }: Props<R, C>) {
  const names = Object.keys(facts.record.custom);
  return (
    <>
      {names.map((name) => (
        <Fact<R, C, string>
          key={name}
          facts={facts}
          field={'custom'}
          part={name}
          label={name}
          from={(record) => String(record.custom[name] ?? '')}
          write={(text, record) => writeOf(record.custom, name, text)}
          show={(record) => shownOf(record.custom[name] ?? null)}
          editor={({ value, set, error, label }) => (
            <TextInput
              aria-label={label}
              value={value}
              onChange={(event) => set(event.currentTarget.value)}
              error={error}
              autoFocus
            />
          )}
        />
      ))}
      {facts.editable && <AddField facts={facts} />}
    </>
  );
}

function AddField<R extends WithCustom, C extends { custom?: Custom | null }>({ facts }: Props<R, C>) {
  const [name, setName] = useState<string>();
  const [value, setValue] = useState('');
  if (name === undefined) {
    return (
      <Button
        className={css['add'] ?? ''}
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconPlus size={14} stroke={1.6} />}
        onClick={() => setName('')}
      >
        {t('addField')}
      </Button>
    );
  }
  const save = () => {
    if (name.trim() !== '' && value.trim() !== '') {
      const field = name.trim();
      facts.save({
        field: `custom.${field}`,
        mine: value,
        from: (record) => String(record.custom[field] ?? ''),
        write: (record) => writeOf(record.custom, field, value),
        base: facts.record,
      });
    }
    setName(undefined);
    setValue('');
  };
  return (
    <form
      className={css['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setName(undefined);
        }
      }}
    >
      <TextInput
        aria-label={t('fieldName')}
        placeholder={t('fieldName')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={100}
        autoFocus
      />
      <TextInput
        aria-label={t('fieldValue')}
        placeholder={t('fieldValue')}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
      />
      <ActionIcon type="submit" aria-label={t('addField')}>
        <IconPlus size={16} stroke={1.6} />
      </ActionIcon>
    </form>
  );
}

/** The server replaces all custom fields by those that it is given. */
function writeOf<R extends WithCustom, C>(custom: Custom, name: string, text: string): Written<R, C> {
  const value = typedAs(custom[name], text);
  const rest = Object.fromEntries(Object.entries(custom).filter(([key]) => key !== name));
  const next = value === null ? rest : { ...custom, [name]: value };
  return { changes: { custom: next } as C, shown: { custom: next } as unknown as Partial<R> };
}

/** A text as what the field was before: a number stays one where it can. */
export function typedAs(before: Value | undefined, text: string): Value {
  const trimmed = text.trim();
  if (trimmed === '') {
    return null;
  }
  if (typeof before === 'number' && Number.isFinite(Number(trimmed))) {
    return Number(trimmed);
  }
  return typeof before === 'boolean' && /^(true|false)$/i.test(trimmed) ? trimmed.toLowerCase() === 'true' : trimmed;
}

function shownOf(value: Value): string | null {
  switch (typeof value) {
    case 'boolean':
      return value ? t('yes') : t('no');
    case 'number':
      return formatNumber(value);
    default:
      return value;
  }
}
