import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDate } from '@/lib/format';
import { soon } from '@/lib/soon';
import { CustomFacts } from '@/ui/facts/CustomFacts';
import { FactList, Lines, ListFact, TextFact } from '@/ui/facts/editors';
import { Fact } from '@/ui/facts/Fact';
import { PhonesFact } from '@/ui/facts/PhonesFact';
import { PlainFact } from '@/ui/facts/PlainFact';
import { CompanyFact, OwnerFact, SwitchFact } from '@/ui/facts/records';
import type { Facts } from '@/ui/facts/useFacts';
import { RelativeTime } from '@/ui/RelativeTime';
import { levelOf, Warmth } from '@/ui/Warmth';
import { countsQuery, type Contact, type ContactChanges } from './contact';
import { t } from './recordMessages';

const ShareInput = soon(async () => (await import('@/ui/facts/inputs')).ShareInput);

interface Props {
  facts: Facts<Contact, ContactChanges>;
}

/** Everything that is known about a person, each fact edited where it stands. */
export function ContactFacts({ facts }: Props) {
  const { record } = facts;
  const { data: counts } = useQuery(countsQuery);
  const known = (values: { key: string }[] | undefined) => values?.map(({ key }) => key) ?? [];
  return (
    <FactList>
      <TextFact facts={facts} field="jobTitle" label={t('jobTitle')} />
      <CompanyFact
        facts={facts}
        field="companyId"
        label={t('company')}
        read={(contact) => contact.company}
        shown={(choice) => ({
          companyId: choice?.id ?? null,
          company: choice === null ? null : { id: choice.id, name: choice.name, domain: null },
        })}
        link={({ id, name }) => (
          <Link to="/companies/$id" params={{ id }}>
            {name}
          </Link>
        )}
      />
      {record.companyId === null && <TextFact facts={facts} field="organisation" label={t('organisation')} />}
      <EmailsFact facts={facts} />
      <PhonesFact facts={facts} label={t('phones')} />
      <WarmnessFact facts={facts} />
      <PlainFact label={t('lastContacted')}>
        {record.lastContactedAt === null ? t('never') : <RelativeTime at={record.lastContactedAt} />}
      </PlainFact>
      <SwitchFact facts={facts} field="inCampaign" label={t('inCampaign')} />
      <TextFact facts={facts} field="status" label={t('status')} suggestions={known(counts?.byStatus)} />
      <TextFact facts={facts} field="type" label={t('type')} suggestions={known(counts?.byType)} />
      <TextFact facts={facts} field="role" label={t('role')} suggestions={known(counts?.byRole)} />
      <TextFact facts={facts} field="production" label={t('production')} suggestions={known(counts?.byProduction)} />
      <OwnerFact
        facts={facts}
        field="ownerId"
        label={t('owner')}
        read={(contact) => contact.owner}
        shown={(owner) => ({ ownerId: owner?.id ?? null, owner })}
      />
      <ListFact facts={facts} field="tags" label={t('tags')} />
      <TextFact facts={facts} field="source" label={t('source')} />
      <CustomFacts facts={facts} />
      <PlainFact label={t('created')}>{formatDate(record.createdAt)}</PlainFact>
    </FactList>
  );
}

function EmailsFact({ facts }: Props) {
  return (
    <ListFact
      facts={facts}
      field="emails"
      label={t('emails')}
      linked
      show={({ emails }) => (
        <Lines>
          {emails.map((email) => (
            <a key={email} href={`mailto:${email}`}>
              {email}
            </a>
          ))}
        </Lines>
      )}
    />
  );
}

function WarmnessFact({ facts }: Props) {
  return (
    <Fact<Contact, ContactChanges, number>
      facts={facts}
      field="warmness"
      label={t('warmness')}
      from={({ warmness }) => warmness}
      write={(warmness) => ({ changes: { warmness }, shown: { warmness } })}
      show={({ warmness }) => <Warmth value={warmness} label={t(levelOf(warmness))} />}
      editor={(editing) => <ShareInput {...editing} say={(value) => `${value} ${t(levelOf(value))}`} />}
    />
  );
}
