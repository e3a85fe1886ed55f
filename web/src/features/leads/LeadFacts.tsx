import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/lib/api';
import { formatDateTime } from '@/lib/format';
import { may } from '@/lib/roles';
import { momentOf, wallTimeOf } from '@/lib/zonedTime';
import { CustomFacts } from '@/ui/facts/CustomFacts';
import { FactList, Lines, ListFact, TextFact } from '@/ui/facts/editors';
import { Fact } from '@/ui/facts/Fact';
import { dialLink } from '@/ui/facts/links';
import { PlainFact } from '@/ui/facts/PlainFact';
import { OwnerFact } from '@/ui/facts/records';
import type { Facts } from '@/ui/facts/useFacts';
import { RelativeTime } from '@/ui/RelativeTime';
import { statusesQuery, type Lead, type LeadChanges } from './lead';
import { t as onDesk } from './deskMessages';
import { SelectField } from './SelectField';
import { t } from './recordMessages';

interface Props {
  facts: Facts<Lead, LeadChanges>;
}

const PRIORITIES = ['high', 'normal', 'low'] as const;

/** Everything that is known about an enquiry, each fact edited where it stands. */
export function LeadFacts({ facts }: Props) {
  const { record } = facts;
  const { user } = useSession();
  return (
    <FactList>
      <StatusFact facts={facts} />
      <NextFact facts={facts} />
      <OwnerFact
        facts={facts}
        field="psId"
        label={t('ps')}
        read={({ ps }) => ps}
        shown={(ps) => ({ psId: ps?.id ?? null, ps })}
      />
      <PriorityFact facts={facts} />
      <MobileFact facts={facts} />
      <AlternatesFact facts={facts} />
      <TextFact
        facts={facts}
        field="email"
        label={t('email')}
        linked
        show={(email) => <a href={`mailto:${email}`}>{email}</a>}
      />
      <TextFact facts={facts} field="model" label={t('model')} />
      <TextFact facts={facts} field="source" label={t('source')} required />
      <TextFact facts={facts} field="subSource" label={t('subSource')} />
      <TextFact facts={facts} field="campaign" label={t('campaign')} />
      <TextFact facts={facts} field="city" label={t('city')} />
      <TextFact facts={facts} field="branch" label={t('branch')} />
      <OwnerFact
        facts={{ ...facts, editable: facts.editable && may(user.role, 'manage') }}
        field="creId"
        label={t('cre')}
        read={({ cre }) => cre}
        shown={(cre) => ({ creId: cre?.id ?? null, cre })}
      />
      <TextFact facts={facts} field="remarks" label={t('remarks')} />
      <CustomFacts facts={facts} />
      {record.contact && (
        <PlainFact label={t('contact')}>
          <Link to="/contacts/$id" params={{ id: record.contact.id }}>
            {record.contact.name}
          </Link>
        </PlainFact>
      )}
      {record.deal && (
        <PlainFact label={t('deal')}>
          <Link to="/deals/$id" params={{ id: record.deal.id }}>
            {record.deal.name}
          </Link>
        </PlainFact>
      )}
      <PlainFact label={t('created')}>{formatDateTime(record.createdAt)}</PlainFact>
      {record.closedAt !== null && <PlainFact label={t('closed')}>{formatDateTime(record.closedAt)}</PlainFact>}
    </FactList>
  );
}

function StatusFact({ facts }: Props) {
  const { data: statuses = [] } = useQuery(statusesQuery);
  const name = (code: string) => statuses.find((status) => status.code === code)?.name ?? code;
  return (
    <Fact<Lead, LeadChanges, string>
      facts={facts}
      field="status"
      label={t('status')}
      from={({ status }) => status}
      write={(status) => ({ changes: { status }, shown: { status } })}
      show={({ status }) => name(status)}
      editor={({ value, done, error, label }) => (
        <SelectField
          label={label}
          bare
          value={value}
          onChange={(value) => done(value)}
          data={statuses
            .filter(({ active, code }) => active || code === value)
            .map((status) => ({ value: status.code, label: status.name }))}
          error={error}
          autoFocus
        />
      )}
    />
  );
}

function PriorityFact({ facts }: Props) {
  return (
    <Fact<Lead, LeadChanges, Lead['priority']>
      facts={facts}
      field="priority"
      label={t('priority')}
      from={({ priority }) => priority}
      write={(priority) => ({ changes: { priority }, shown: { priority } })}
      show={({ priority }) => onDesk(priority)}
      editor={({ value, done, error, label }) => (
        <SelectField
          label={label}
          bare
          value={value}
          onChange={(value) => done(value as Lead['priority'])}
          data={PRIORITIES.map((each) => ({ value: each, label: onDesk(each) }))}
          error={error}
          autoFocus
        />
      )}
    />
  );
}

/** When to go on; an empty field plans nothing. */
function NextFact({ facts }: Props) {
  const moment = (wall: string) => (wall === '' ? null : momentOf(wall));
  return (
    <Fact<Lead, LeadChanges, string>
      facts={facts}
      field="nextFollowUpAt"
      label={t('next')}
      from={({ nextFollowUpAt }) => (nextFollowUpAt === null ? '' : wallTimeOf(nextFollowUpAt))}
      write={(wall) => ({ changes: { nextFollowUpAt: moment(wall) }, shown: { nextFollowUpAt: moment(wall) } })}
      show={({ nextFollowUpAt }) => nextFollowUpAt !== null && <RelativeTime at={nextFollowUpAt} />}
      editor={({ value, set, error, label }) => (
        <TextInput
          type="datetime-local"
          aria-label={label}
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
          error={error}
          autoFocus
        />
      )}
    />
  );
}

function MobileFact({ facts }: Props) {
  return (
    <Fact<Lead, LeadChanges, string>
      facts={facts}
      field="mobile"
      label={t('mobile')}
      linked
      from={({ mobile }) => mobile.typed}
      write={(typed) => ({ changes: { mobile: typed }, shown: { mobile: { typed, e164: null, extension: null } } })}
      show={({ mobile }) => <Dial phone={mobile} />}
      editor={({ value, set, error, label }) => (
        <TextInput
          aria-label={label}
          inputMode="tel"
          value={value}
          onChange={(event) => set(event.currentTarget.value)}
          error={error}
          autoFocus
        />
      )}
    />
  );
}

function AlternatesFact({ facts }: Props) {
  return (
    <ListFact
      facts={facts}
      field="alternatePhones"
      label={t('alternates')}
      linked
      read={({ alternatePhones }) => alternatePhones.map(({ typed }) => typed)}
      shownAs={(texts) => ({ alternatePhones: texts.map((typed) => ({ typed, e164: null, extension: null })) })}
      show={({ alternatePhones }) => (
        <Lines>
          {alternatePhones.map((phone) => (
            <Dial key={phone.typed} phone={phone} />
          ))}
        </Lines>
      )}
    />
  );
}

function Dial({ phone }: { phone: Lead['mobile'] }) {
  const href = dialLink(phone);
  return href === undefined ? <span>{phone.typed}</span> : <a href={href}>{phone.typed}</a>;
}
