import { ActionIcon } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Suspense, useState, type ReactNode } from 'react';
import type { Choice, foundQuery } from '@/lib/finding';
import { soon } from '@/lib/soon';
import type { Facts } from '@/ui/facts/useFacts';
import { AsideSection } from '@/ui/RecordPage';
import type { Deal, DealChanges } from './deal';
import css from './Sections.module.css';

const RecordPicker = soon(async () => (await import('@/ui/RecordPicker')).RecordPicker);

interface Props {
  title: string;
  /** What the button does that opens the search. */
  addLabel: string;
  placeholder: string;
  find: (words: string) => ReturnType<typeof foundQuery>;
  /** Those that are there already; they are not added twice. */
  ids: readonly string[];
  onAdd: (choice: Choice) => void;
  facts: Facts<Deal, DealChanges>;
  /** The field of the deal, at which the server says what is wrong. */
  field: string;
  /** What stands there while there is nothing. */
  none: string;
  children: ReactNode;
}

/** Records that belong to a deal, found and added where they stand. */
export function AddingSection({ title, addLabel, placeholder, find, ids, onAdd, facts, field, none, children }: Props) {
  const [adding, setAdding] = useState(false);
  const trouble = facts.trouble(field);
  return (
    <AsideSection
      title={title}
      action={
        facts.editable && (
          <ActionIcon aria-label={addLabel} title={addLabel} onClick={() => setAdding(true)}>
            <IconPlus size={16} stroke={1.6} />
          </ActionIcon>
        )
      }
    >
      {adding && (
        <div
          className={css['adding']}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              setAdding(false);
            }
          }}
          onBlur={() => setAdding(false)}
        >
          <Suspense>
            <RecordPicker
              label={addLabel}
              value={null}
              onPick={(choice) => {
                setAdding(false);
                if (choice !== null && !ids.includes(choice.id)) {
                  onAdd(choice);
                }
              }}
              find={find}
              placeholder={placeholder}
              autoFocus
            />
          </Suspense>
        </div>
      )}
      {trouble?.kind === 'invalid' && (
        <p className={css['trouble']} role="alert">
          {trouble.message}
        </p>
      )}
      {ids.length === 0 && !adding && <p className={css['none']}>{none}</p>}
      {children}
    </AsideSection>
  );
}
