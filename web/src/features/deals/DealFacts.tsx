import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDate, formatDateTime } from '@/lib/format';
import { CustomFacts } from '@/ui/facts/CustomFacts';
import { FactList, ListFact, TextFact } from '@/ui/facts/editors';
import { Fact } from '@/ui/facts/Fact';
import { MoneyFact } from '@/ui/facts/MoneyFact';
import { PlainFact } from '@/ui/facts/PlainFact';
import { CompanyFact, OwnerFact } from '@/ui/facts/records';
import type { Facts } from '@/ui/facts/useFacts';
import type { Deal, DealChanges } from './deal';
import { t } from './recordMessages';

interface Props {
  facts: Facts<Deal, DealChanges>;
}

/** Everything that is known about a deal, each fact edited where it stands. */
export function DealFacts({ facts }: Props) {
  const { status, closedAt, createdAt } = facts.record;
  return (
    <FactList>
      <MoneyFact facts={facts} field="value" label={t('value')} />
      <CompanyFact
        facts={facts}
        field="companyId"
        label={t('company')}
        read={(deal) => deal.company}
        shown={(company) => ({ companyId: company?.id ?? null, company })}
        link={({ id, name }) => (
          <Link to="/companies/$id" params={{ id }}>
            {name}
          </Link>
        )}
      />
      <Fact<Deal, DealChanges, string>
        facts={facts}
        field="expectedCloseDate"
        label={t('expectedClose')}
        from={({ expectedCloseDate }) => expectedCloseDate ?? ''}
        write={(day) => {
          const change = { expectedCloseDate: day === '' ? null : day };
          return { changes: change, shown: change };
        }}
        show={({ expectedCloseDate }) => expectedCloseDate && formatDate(`${expectedCloseDate}T12:00:00Z`)}
        editor={({ value, set, error, label }) => (
          <TextInput
            type="date"
            aria-label={label}
            value={value}
            onChange={(event) => set(event.currentTarget.value)}
            error={error}
            autoFocus
          />
        )}
      />
      <OwnerFact
        facts={facts}
        field="ownerId"
        label={t('owner')}
        read={(deal) => deal.owner}
        shown={(owner) => ({ ownerId: owner?.id ?? null, owner })}
      />
      {status !== 'open' && (
        <TextFact facts={facts} field="reason" label={status === 'won' ? t('reasonWon') : t('reasonLost')} />
      )}
      {closedAt !== null && <PlainFact label={t('closed')}>{formatDateTime(closedAt)}</PlainFact>}
      <ListFact facts={facts} field="tags" label={t('tags')} />
      <TextFact facts={facts} field="source" label={t('source')} />
      <CustomFacts facts={facts} />
      <PlainFact label={t('created')}>{formatDate(createdAt)}</PlainFact>
    </FactList>
  );
}
