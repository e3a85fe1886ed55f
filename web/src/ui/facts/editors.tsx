import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatNumber } from '@/lib/format';
import { soon } from '@/lib/soon';
import type { Versioned } from '@/lib/patch';
import { Fact, type Editing, type FactOf } from './Fact';
import css from './Fact.module.css';
import type { Written } from './useFacts';

const SuggestInput = soon(async () => (await import('./inputs')).SuggestInput);
const TextsInput = soon(async () => (await import('./inputs')).TextsInput);
const WholeNumberInput = soon(async () => (await import('./inputs')).WholeNumberInput);

/** A change of one field, which the record then simply has. */
function plain(field: string, value: unknown) {
  const change = { [field]: value };
  return { changes: change, shown: change };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

interface TextProps<R extends Versioned, C> extends FactOf<R, C> {
  /** Values to choose from, besides any other. */
  suggestions?: readonly string[] | undefined;
  show?: (text: string) => ReactNode;
  linked?: boolean;
  /** An empty text is no value. */
  required?: boolean;
}

export function TextFact<R extends Versioned, C>({ suggestions, show, linked, required, ...of }: TextProps<R, C>) {
  const read = (record: R) => textOf(record[of.field]);
  return (
    <Fact<R, C, string>
      {...of}
      {...(linked === undefined ? {} : { linked })}
      from={read}
      write={(text) => plain(of.field, required ? text.trim() : orNull(text)) as Written<R, C>}
      show={(record) => (read(record) === '' ? null : (show?.(read(record)) ?? read(record)))}
      editor={(editing) =>
        suggestions === undefined ? (
          <TextEditor {...editing} />
        ) : (
          <SuggestInput {...editing} suggestions={suggestions} />
        )
      }
    />
  );
}

function TextEditor({ value, set, error, label }: Editing<string>) {
  return (
    <TextInput
      aria-label={label}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      error={error}
      autoFocus
    />
  );
}

export function NumberFact<R extends Versioned, C>({ min, max, ...of }: FactOf<R, C> & { min: number; max: number }) {
  const read = (record: R) => (typeof record[of.field] === 'number' ? (record[of.field] as number) : null);
  return (
    <Fact<R, C, number | null>
      {...of}
      from={read}
      write={(value) => plain(of.field, value) as Written<R, C>}
      show={(record) => {
        const value = read(record);
        return value === null ? null : of.field.endsWith('Year') ? String(value) : formatNumber(value);
      }}
      editor={(editing) => <WholeNumberInput {...editing} min={min} max={max} />}
    />
  );
}

interface ListProps<R extends Versioned, C> extends FactOf<R, C> {
  suggestions?: readonly string[];
  /** The texts of the record, where its field is no list of texts. */
  read?: (record: R) => string[];
  shownAs?: (texts: string[]) => Partial<R>;
  /** How the whole field is shown; as pills without it. */
  show?: (record: R) => ReactNode;
  linked?: boolean;
}

/** A list of texts, one after the other. */
export function ListFact<R extends Versioned, C>({ suggestions, read, shownAs, show, linked, ...of }: ListProps<R, C>) {
  const texts = (record: R) => read?.(record) ?? textsOf(record[of.field]);
  return (
    <Fact<R, C, string[]>
      {...of}
      {...(linked === undefined ? {} : { linked })}
      from={texts}
      write={(value) => {
        const { changes, shown } = plain(of.field, value) as Written<R, C>;
        return { changes, shown: shownAs?.(value) ?? shown };
      }}
      show={(record) => (texts(record).length === 0 ? null : (show?.(record) ?? <Pills texts={texts(record)} />))}
      editor={(editing) => <TextsInput {...editing} suggestions={suggestions ?? []} />}
    />
  );
}

export function Pills({ texts }: { texts: readonly string[] }) {
  return (
    <span className={css['pills']}>
      {texts.map((text) => (
        <span key={text} className={css['pill']}>
          {text}
        </span>
      ))}
    </span>
  );
}

/** One below the other. */
export function Lines({ children }: { children: ReactNode }) {
  return <span className={css['lines']}>{children}</span>;
}

export function FactList({ children }: { children: ReactNode }) {
  return <div className={css['list']}>{children}</div>;
}
