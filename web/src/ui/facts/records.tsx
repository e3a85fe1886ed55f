import { Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Choice } from '@/lib/finding';
import { soon } from '@/lib/soon';
import type { Versioned } from '@/lib/patch';
import { PersonAvatar } from '../PersonAvatar';
import { Fact, type FactOf } from './Fact';
import css from './records.module.css';

const CompanyInput = soon(async () => (await import('./inputs')).CompanyInput);
const UserInput = soon(async () => (await import('./inputs')).UserInput);

interface RelationProps<R extends Versioned, C> extends FactOf<R, C> {
  /** The record at the other end, with its name. */
  read: (record: R) => Choice | null | undefined;
  /** What the record looks like with another one at that end. */
  shown: (choice: Choice | null) => Partial<R>;
}

/** A company that somebody works for, or that owns another one. */
export function CompanyFact<R extends Versioned, C>({
  read,
  shown,
  link,
  ...of
}: RelationProps<R, C> & { link: (company: Choice) => ReactNode }) {
  return (
    <Fact<R, C, Choice | null>
      {...of}
      linked
      from={(record) => read(record) ?? null}
      write={(choice) => ({ changes: { [of.field]: choice?.id ?? null } as C, shown: shown(choice) })}
      show={(record) => {
        const company = read(record);
        return company ? link(company) : null;
      }}
      editor={(editing) => <CompanyInput {...editing} />}
    />
  );
}

/** The user who looks after a record. */
export function OwnerFact<R extends Versioned, C>({ read, shown, ...of }: RelationProps<R, C>) {
  return (
    <Fact<R, C, Choice | null>
      {...of}
      from={(record) => read(record) ?? null}
      write={(choice) => ({ changes: { [of.field]: choice?.id ?? null } as C, shown: shown(choice) })}
      show={(record) => {
        const owner = read(record);
        return owner ? (
          <span className={css['owner']}>
            <PersonAvatar name={owner.name} size={18} />
            {owner.name}
          </span>
        ) : null;
      }}
      editor={(editing) => <UserInput {...editing} />}
    />
  );
}

/** Yes or no, changed by one click. */
export function SwitchFact<R extends Versioned, C>({ facts, field, label }: FactOf<R, C>) {
  const on = facts.record[field] === true;
  const trouble = facts.trouble(field);
  const save = (value: boolean) => {
    const change = { [field]: value };
    facts.save({
      field,
      mine: value,
      from: (record) => record[field],
      write: () => ({ changes: change as C, shown: change as Partial<R> }),
      base: facts.record,
    });
  };
  return (
    <label className={css['switch']}>
      <span aria-hidden>{label}</span>
      <Switch
        checked={on}
        size="xs"
        disabled={!facts.editable}
        aria-label={label}
        error={trouble?.kind === 'invalid' ? trouble.message : undefined}
        onChange={(event) => save(event.currentTarget.checked)}
      />
    </label>
  );
}
