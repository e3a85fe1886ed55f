import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isGone, useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import { useNeighbours } from '@/lib/trail';
import { HeadLine } from '@/ui/facts/HeadLine';
import { useFacts } from '@/ui/facts/useFacts';
import { RecordBar } from '@/ui/RecordBar';
import { AsideSection, RecordPage } from '@/ui/RecordPage';
import { RecordSkeleton } from '@/ui/RecordSkeleton';
import { moneyOf } from './columns';
import { dealKey, dealQuery, deleteDeal, patchDeal, readDeal, restoreDeal, type Deal, type DealChanges } from './deal';
import { DealFacts } from './DealFacts';
import { HistorySection } from './HistorySection';
import { PeopleSection } from './PeopleSection';
import { ProductsSection } from './ProductsSection';
import { t } from './recordMessages';
import { StageBar } from './StageBar';

interface Props {
  id: string;
  main: (deal: Deal) => ReactNode;
  reminders: (deal: Deal) => ReactNode;
}

/** One deal: where it stands, what is known, what happened. */
export function DealPage({ id, ...parts }: Props) {
  const { data: deal, error } = useQuery({
    ...dealQuery(id),
    throwOnError: (_, query) => query.state.data === undefined,
  });
  return deal === undefined ? <RecordSkeleton /> : <Loaded key={id} deal={deal} gone={isGone(error)} {...parts} />;
}

interface LoadedProps extends Omit<Props, 'id'> {
  deal: Deal;
  /** Somebody deleted it while it was shown. */
  gone: boolean;
}

function Loaded({ deal, gone, main, reminders }: LoadedProps) {
  const { id, company } = deal;
  const { user } = useSession();
  const writes = may(user.role, 'write');
  const onBoard = useNeighbours('/deals', id);
  const inTable = useNeighbours('/deals/table', id);
  const neighbours = inTable.place > 0 ? inTable : onBoard;
  const facts = useFacts<Deal, DealChanges>(deal, {
    queryKey: dealKey(id),
    read: () => readDeal(id),
    patch: (changes, version) => patchDeal(id, changes, version),
    editable: writes && !gone,
  });

  return (
    <RecordPage
      title={deal.name}
      bar={
        <RecordBar
          list={{ label: t('deals'), path: inTable.place > 0 ? '/deals/table' : '/deals' }}
          name={deal.name}
          neighbours={neighbours}
          pathOf={(other) => `/deals/${other}`}
          deletion={facts.editable ? { run: () => deleteDeal(id), undo: () => restoreDeal(id) } : undefined}
        />
      }
      head={
        <>
          <HeadLine facts={facts} field="name" label={t('name')} square>
            {moneyOf(deal)}
            {company && (
              <Link to="/companies/$id" params={{ id: company.id }}>
                {company.name}
              </Link>
            )}
          </HeadLine>
          <StageBar deal={deal} editable={facts.editable} />
        </>
      }
      gone={gone ? { said: t('gone'), restore: writes ? () => restoreDeal(id) : undefined } : undefined}
      mainLabel={t('timeline')}
      main={main(deal)}
      aside={
        <>
          {reminders(deal)}
          <AsideSection title={t('details')}>
            <DealFacts facts={facts} />
          </AsideSection>
          <PeopleSection facts={facts} />
          <ProductsSection facts={facts} />
          <HistorySection dealId={id} />
        </>
      }
    />
  );
}
