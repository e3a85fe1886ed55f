import { Link } from '@tanstack/react-router';
import { formatDate } from '@/lib/format';
import { CustomFacts } from '@/ui/facts/CustomFacts';
import { FactList, ListFact, NumberFact, TextFact } from '@/ui/facts/editors';
import { webLink } from '@/ui/facts/links';
import { MoneyFact } from '@/ui/facts/MoneyFact';
import { PhonesFact } from '@/ui/facts/PhonesFact';
import { PlainFact } from '@/ui/facts/PlainFact';
import { CompanyFact, OwnerFact } from '@/ui/facts/records';
import type { Facts } from '@/ui/facts/useFacts';
import type { Company, CompanyChanges } from './company';
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
      <MoneyFact facts={facts} field="revenue" label={t('revenue')} />
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
