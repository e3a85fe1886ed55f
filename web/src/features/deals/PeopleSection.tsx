import { ActionIcon } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Link } from '@tanstack/react-router';
import { foundQuery } from '@/lib/finding';
import type { Facts } from '@/ui/facts/useFacts';
import { PersonAvatar } from '@/ui/PersonAvatar';
import { AddingSection } from './AddingSection';
import type { Deal, DealChanges } from './deal';
import css from './Sections.module.css';
import { t } from './recordMessages';

type Person = NonNullable<Deal['contacts']>[number];

/** Who takes part in a deal. */
export function PeopleSection({ facts }: { facts: Facts<Deal, DealChanges> }) {
  const { record, editable } = facts;
  const people = record.contacts ?? [];

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
    <AddingSection
      title={t('people')}
      addLabel={t('addContact')}
      placeholder={t('findContact')}
      find={(words) => foundQuery('contact', words)}
      ids={people.map(({ id }) => id)}
      onAdd={({ id, name }) => save([...people, { id, name, email: null }])}
      facts={facts}
      field="contactIds"
      none={t('nobody')}
    >
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
    </AddingSection>
  );
}
