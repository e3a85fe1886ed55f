import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { ApiProblem, isGone, useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import { useNeighbours } from '@/lib/trail';
import { useFacts } from '@/ui/facts/useFacts';
import { RecordBar } from '@/ui/RecordBar';
import { AsideSection, RecordPage } from '@/ui/RecordPage';
import { RecordSkeleton } from '@/ui/RecordSkeleton';
import { notify } from '@/ui/toast';
import {
  contactKey,
  contactQuery,
  deleteContact,
  patchContact,
  readContact,
  restoreContact,
  type Contact,
  type ContactChanges,
} from './contact';
import { ContactFacts } from './ContactFacts';
import { ContactHead } from './ContactHead';
import { t } from './recordMessages';

interface Props {
  id: string;
  /** Beside the name: what the contact's place in the book is. */
  pin: (contact: Contact) => ReactNode;
  /** Below the name: who may be the same person. */
  duplicates: (contact: Contact) => ReactNode;
  main: (contact: Contact) => ReactNode;
  /** In the column beside, around the facts. */
  reminders: (contact: Contact) => ReactNode;
  merges: (contact: Contact) => ReactNode;
}

/** One person: what is known and what happened. The parts of other features are put in by the app. */
export function ContactPage({ id, ...parts }: Props) {
  const navigate = useNavigate();
  const { data: contact, error } = useQuery({
    ...contactQuery(id),
    throwOnError: (problem, query) => query.state.data === undefined && mergedInto(problem) === undefined,
  });
  const winner = mergedInto(error);
  useEffect(() => {
    if (winner !== undefined) {
      notify(t('wasMerged'));
      void navigate({ to: '/contacts/$id', params: { id: winner }, replace: true });
    }
  }, [winner, navigate]);
  return contact === undefined ? (
    <RecordSkeleton />
  ) : (
    <Loaded key={id} contact={contact} gone={isGone(error)} {...parts} />
  );
}

/** The contact that the one that was asked for is part of now. */
function mergedInto(error: unknown): string | undefined {
  return error instanceof ApiProblem ? error.problem.mergedInto : undefined;
}

interface LoadedProps extends Omit<Props, 'id'> {
  contact: Contact;
  /** Somebody deleted it while it was shown. */
  gone: boolean;
}

function Loaded({ contact, gone, pin, duplicates, main, reminders, merges }: LoadedProps) {
  const { id } = contact;
  const { user } = useSession();
  const writes = may(user.role, 'write');
  const neighbours = useNeighbours('/contacts', id);
  const facts = useFacts<Contact, ContactChanges>(contact, {
    queryKey: contactKey(id),
    read: () => readContact(id),
    patch: (changes, version) => patchContact(id, changes, version),
    editable: writes && !gone,
  });

  return (
    <RecordPage
      title={contact.name}
      bar={
        <RecordBar
          list={{ label: t('contacts'), path: '/contacts' }}
          name={contact.name}
          neighbours={neighbours}
          pathOf={(other) => `/contacts/${other}`}
          deletion={facts.editable ? { run: () => deleteContact(id), undo: () => restoreContact(id) } : undefined}
        >
          {!gone && pin(contact)}
        </RecordBar>
      }
      head={
        <>
          <ContactHead facts={facts} />
          {!gone && duplicates(contact)}
        </>
      }
      gone={gone ? { said: t('gone'), restore: writes ? () => restoreContact(id) : undefined } : undefined}
      mainLabel={t('timeline')}
      main={main(contact)}
      aside={
        <>
          {reminders(contact)}
          <AsideSection title={t('details')}>
            <ContactFacts facts={facts} />
          </AsideSection>
          {!gone && merges(contact)}
        </>
      }
    />
  );
}
