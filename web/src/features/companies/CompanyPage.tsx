import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isGone, useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import { useNeighbours } from '@/lib/trail';
import { HeadLine } from '@/ui/facts/HeadLine';
import { webLink } from '@/ui/facts/links';
import { useFacts } from '@/ui/facts/useFacts';
import { RecordBar } from '@/ui/RecordBar';
import { AsideSection, RecordPage } from '@/ui/RecordPage';
import { RecordSkeleton } from '@/ui/RecordSkeleton';
import {
  companyKey,
  companyQuery,
  deleteCompany,
  patchCompany,
  readCompany,
  restoreCompany,
  type Company,
  type CompanyChanges,
} from './company';
import { CompanyFacts } from './CompanyFacts';
import { t } from './recordMessages';

interface Props {
  id: string;
  main: ReactNode;
  /** In the place of that, if one wants: its figures. */
  figures: ReactNode;
  figuresOpen: boolean;
  onFigures: (open: boolean) => void;
  /** In the column beside, above the facts: who works there. */
  people: ReactNode;
  /** Above that: what is left to do. */
  reminders: ReactNode;
}

/** One company: what is known, who works there, what happened. */
export function CompanyPage({ id, ...parts }: Props) {
  const { data: company, error } = useQuery({
    ...companyQuery(id),
    throwOnError: (_, query) => query.state.data === undefined,
  });
  return company === undefined ? (
    <RecordSkeleton />
  ) : (
    <Loaded key={id} company={company} gone={isGone(error)} {...parts} />
  );
}

interface LoadedProps extends Omit<Props, 'id'> {
  company: Company;
  /** Somebody deleted it while it was shown. */
  gone: boolean;
}

function Loaded({ company, gone, main, figures, figuresOpen, onFigures, people, reminders }: LoadedProps) {
  const { id, domain, industry, city, country } = company;
  const { user } = useSession();
  const writes = may(user.role, 'write');
  const neighbours = useNeighbours('/companies', id);
  const facts = useFacts<Company, CompanyChanges>(company, {
    queryKey: companyKey(id),
    read: () => readCompany(id),
    patch: (changes, version) => patchCompany(id, changes, version),
    editable: writes && !gone,
  });

  return (
    <RecordPage
      title={company.name}
      bar={
        <RecordBar
          list={{ label: t('companies'), path: '/companies' }}
          name={company.name}
          neighbours={neighbours}
          pathOf={(other) => `/companies/${other}`}
          deletion={facts.editable ? { run: () => deleteCompany(id), undo: () => restoreCompany(id) } : undefined}
        />
      }
      head={
        <HeadLine facts={facts} field="name" label={t('name')} square>
          {domain !== null && (
            <a href={webLink(domain)} target="_blank" rel="noreferrer">
              {domain}
            </a>
          )}
          {industry}
          {[city, country].filter(Boolean).join(', ')}
        </HeadLine>
      }
      gone={gone ? { said: t('gone'), restore: writes ? () => restoreCompany(id) : undefined } : undefined}
      mainLabel={t('timeline')}
      main={main}
      more={{ label: t('figures'), content: figures, open: figuresOpen, onOpen: onFigures }}
      aside={
        <>
          {reminders}
          {people}
          <AsideSection title={t('details')}>
            <CompanyFacts facts={facts} />
          </AsideSection>
        </>
      }
    />
  );
}
