import { TextInput } from '@mantine/core';
import { Children, type ReactNode } from 'react';
import type { Versioned } from '@/lib/patch';
import { PersonAvatar } from '../PersonAvatar';
import { Fact } from './Fact';
import css from './HeadLine.module.css';
import type { Facts } from './useFacts';

interface Props<F extends string, R extends Versioned & Record<F, string>, C extends Partial<Record<F, string>>> {
  facts: Facts<R, C>;
  /** Which field is its name. */
  field: F;
  label: string;
  square?: boolean;
  /** What stands below the name, with dots between. */
  children: ReactNode;
}

/** The name of a record, edited where it stands, with a line below. */
export function HeadLine<
  F extends string,
  R extends Versioned & Record<F, string>,
  C extends Partial<Record<F, string>>,
>(props: Props<F, R, C>) {
  const { facts, field, label, square = false, children } = props;
  const details = Children.toArray(children).filter((child) => child !== '');
  const named = (name: string) => ({ [field]: name.trim() });
  return (
    <div className={css['head']}>
      <PersonAvatar name={facts.record[field]} size={44} square={square} />
      <div className={css['text']}>
        <h1 className={css['name']}>
          <Fact<R, C, string>
            facts={facts}
            field={field}
            label={label}
            bare
            from={(record) => record[field]}
            write={(name) => ({ changes: named(name) as C, shown: named(name) as Partial<R> })}
            show={(record) => record[field]}
            editor={({ value, set, error }) => (
              <TextInput
                aria-label={label}
                value={value}
                onChange={(event) => set(event.currentTarget.value)}
                error={error}
                autoFocus
              />
            )}
          />
        </h1>
        {details.length > 0 && (
          <div className={css['details']}>
            {details.map((detail, index) => (
              <span key={index}>{detail}</span>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
