import { Link } from '@tanstack/react-router';
import { HeadLine } from '@/ui/facts/HeadLine';
import type { Facts } from '@/ui/facts/useFacts';
import type { Contact, ContactChanges } from './contact';
import { t } from './recordMessages';

/** The name, and in one line who that is. */
export function ContactHead({ facts }: { facts: Facts<Contact, ContactChanges> }) {
  const { jobTitle, role, company, organisation } = facts.record;
  return (
    <HeadLine facts={facts} field="name" label={t('name')}>
      {jobTitle ?? role}
      {company && (
        <Link to="/companies/$id" params={{ id: company.id }}>
          {company.name}
        </Link>
      )}
      {!company && organisation}
    </HeadLine>
  );
}
