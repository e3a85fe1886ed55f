import { TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDate, formatMoney } from '@/lib/format';
import { CustomFacts } from '@/ui/facts/CustomFacts';
import { FactList, ListFact, NumberFact, TextFact } from '@/ui/facts/editors';
import { Fact, type Editing } from '@/ui/facts/Fact';
import { webLink } from '@/ui/facts/links';
import { PhonesFact } from '@/ui/facts/PhonesFact';
import { PlainFact } from '@/ui/facts/PlainFact';
import { CompanyFact, OwnerFact } from '@/ui/facts/records';
import type { Facts } from '@/ui/facts/useFacts';
import type { Company, CompanyChanges } from './company';
import css from './CompanyFacts.module.css';
import { t } from './recordMessages';

interface Props {
  facts: Facts<Company, CompanyChanges>;
}

/** Everything that is known about a company, each fact edited where it stands. */
export function CompanyFacts({ facts }: Props) {
  return (
    <FactList>
      <TextFact facts={facts} field="domain" label={t('domain')} linked show={(domain) => <WebLink to={domain} />} />
      <TextFact
        facts={facts}
        field="website"
        label={t('website')}
        linked
        show={(website) => <WebLink to={website} />}
      />
      <TextFact facts={facts} field="industry" label={t('industry')} />
      <CompanyFact
        facts={facts}
        field="parentId"
        label={t('parent')}
        read={(company) => company.parent}
        shown={(parent) => ({ parentId: parent?.id ?? null, parent })}
        link={({ id, name }) => (
          <Link to="/companies/$id" params={{ id }}>
            {name}
          </Link>
        )}
      />
      <TextFact facts={facts} field="city" label={t('city')} />
      <TextFact facts={facts} field="country" label={t('country')} />
      <PhonesFact facts={facts} label={t('phones')} />
      <NumberFact facts={facts} field="employees" label={t('employees')} min={0} max={2_147_483_647} />
      <RevenueFact facts={facts} />
      <NumberFact facts={facts} field="foundedYear" label={t('founded')} min={1000} max={9999} />
      <OwnerFact
        facts={facts}
        field="ownerId"
        label={t('owner')}
        read={(company) => company.owner}
        shown={(owner) => ({ ownerId: owner?.id ?? null, owner })}
      />
      <ListFact facts={facts} field="tags" label={t('tags')} />
      <TextFact facts={facts} field="source" label={t('source')} />
      <CustomFacts facts={facts} />
      <PlainFact label={t('created')}>{formatDate(facts.record.createdAt)}</PlainFact>
    </FactList>
  );
}

function WebLink({ to }: { to: string }) {
  return (
    <a href={webLink(to)} target="_blank" rel="noreferrer">
      {to.replace(/^https?:\/\//, '').replace(/\/$/, '')}
    </a>
  );
}

interface Money {
  revenue: string;
  currency: string;
}

function RevenueFact({ facts }: Props) {
  return (
    <Fact<Company, CompanyChanges, Money>
      facts={facts}
      field="revenue"
      label={t('revenue')}
      from={({ revenue, currency }) => ({ revenue: revenue ?? '', currency: currency ?? '' })}
      write={(money) => {
        const revenue = money.revenue.trim() === '' ? null : money.revenue.trim();
        const currency = money.currency.trim() === '' ? null : money.currency.trim().toUpperCase();
        return { changes: { revenue, currency }, shown: { revenue, currency } };
      }}
      show={({ revenue, currency }) => amountText(revenue, currency)}
      editor={(editing) => <RevenueEditor {...editing} />}
    />
  );
}

/** While the server has not answered, the amount may be no number yet. */
function amountText(amount: string | null, currency: string | null): string | null {
  if (amount === null || currency === null || !/^[A-Z]{3}$/.test(currency) || !/^-?\d+(\.\d+)?$/.test(amount)) {
    return [amount, currency].filter(Boolean).join(' ') || null;
  }
  return formatMoney(amount, currency);
}

function RevenueEditor({ value, set, error }: Editing<Money>) {
  return (
    <div className={css['money']}>
      <TextInput
        aria-label={t('amount')}
        placeholder={t('amount')}
        inputMode="decimal"
        value={value.revenue}
        onChange={(event) => set({ ...value, revenue: event.currentTarget.value })}
        error={error}
        autoFocus
      />
      <TextInput
        aria-label={t('currency')}
        placeholder="EUR"
        value={value.currency}
        onChange={(event) => set({ ...value, currency: event.currentTarget.value })}
        maxLength={3}
      />
    </div>
  );
}
