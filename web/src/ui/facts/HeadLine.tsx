import { TextInput } from '@mantine/core';
import { Children, type ReactNode } from 'react';
import type { Versioned } from '@/lib/patch';
import { PersonAvatar } from '../PersonAvatar';
import { Fact } from './Fact';
import css from './HeadLine.module.css';
import type { Facts } from './useFacts';

interface Props<R extends Versioned & { name: string }, C extends { name?: string }> {
  facts: Facts<R, C>;
  label: string;
  square?: boolean;
  /** What stands below the name, with dots between. */
  children: ReactNode;
}

/** The name of a record, edited where it stands, with a line below. */
export function HeadLine<R extends Versioned & { name: string }, C extends { name?: string }>(props: Props<R, C>) {
  const { facts, label, square = false, children } = props;
  const details = Children.toArray(children).filter((child) => child !== '');
  return (
    <div className={css['head']}>
      <PersonAvatar name={facts.record.name} size={44} square={square} />
      <div className={css['text']}>
        <h1 className={css['name']}>
          <Fact<R, C, string>
            facts={facts}
            field={'name'}
            label={label}
            bare
            from={(record) => record.name}
            write={(name) => ({ changes: { name: name.trim() } as C, shown: { name: name.trim() } as Partial<R> })}
            show={(record) => record.name}
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
