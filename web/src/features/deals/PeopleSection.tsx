import { ActionIcon } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Link } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { foundQuery } from '@/lib/finding';
import { soon } from '@/lib/soon';
import type { Facts } from '@/ui/facts/useFacts';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { AsideSection } from '@/ui/RecordPage';
import type { Deal, DealChanges } from './deal';
import css from './Sections.module.css';
import { t } from './recordMessages';

const RecordPicker = soon(async () => (await import('@/ui/RecordPicker')).RecordPicker);

type Person = NonNullable<Deal['contacts']>[number];

/** Who takes part in a deal. */
export function PeopleSection({ facts }: { facts: Facts<Deal, DealChanges> }) {
  const [adding, setAdding] = useState(false);
  const { record, editable } = facts;
  const people = record.contacts ?? [];
  const trouble = facts.trouble('contactIds');

  const save = (next: readonly Person[]) => {
    const idsOf = (deal: Deal) => (deal.contacts ?? []).map(({ id }) => id);
    facts.save({
      field: 'contactIds',
      mine: next,
      from: idsOf,
      write: () => ({ changes: { contactIds: next.map(({ id }) => id) }, shown: { contacts: [...next] } }),
      base: record,
    });
  };
  return (
    <AsideSection
      title={t('people')}
      action={
        editable && (
          <ActionIcon aria-label={t('addContact')} title={t('addContact')} onClick={() => setAdding(true)}>
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
              label={t('addContact')}
              value={null}
              onPick={(choice) => {
                setAdding(false);
                if (choice !== null && !people.some(({ id }) => id === choice.id)) {
                  save([...people, { id: choice.id, name: choice.name, email: null }]);
                }
              }}
              find={(words) => foundQuery('contact', words)}
              placeholder={t('findContact')}
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
      {people.length === 0 && !adding && <p className={css['none']}>{t('nobody')}</p>}
      <ul className={css['list']}>
        {people.map(({ id, name, email }) => (
          <li key={id} className={css['row']}>
            <Link to="/contacts/$id" params={{ id }} className={css['person']}>
              <PersonAvatar name={name} />
              <span className={css['name']}>{name}</span>
              <span className={css['detail']}>{email}</span>
            </Link>
            {editable && (
              <ActionIcon
                className={css['remove'] ?? ''}
                aria-label={t('removeContact', { name })}
                onClick={() => save(people.filter((person) => person.id !== id))}
              >
                <IconX size={14} stroke={1.6} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}
