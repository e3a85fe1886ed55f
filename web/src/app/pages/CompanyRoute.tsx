import { getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { CompanyPage } from '@/features/companies/CompanyPage';
import { CompanyPeople } from '@/features/contacts/CompanyPeople';
import { soon } from '@/lib/soon';
import { SkeletonLines } from '@/ui/Skeletons';
import { RecordReminders } from '@/features/reminders/RecordReminders';
import { kindsOf, searchFor } from '@/features/timeline/search';
import { Timeline } from '@/features/timeline/Timeline';

const CompanyFigures = soon(async () => (await import('@/features/companies/CompanyFigures')).CompanyFigures);
const CompanyDeals = soon(async () => (await import('@/features/deals/CompanyDeals')).CompanyDeals);

const route = getRouteApi('/shell/companies/$id');

/** A company's page: what several features know about it, put together. */
export function CompanyRoute() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <CompanyPage
      id={id}
      reminders={<RecordReminders about={{ companyId: id }} />}
      figuresOpen={search.part === 'figures'}
      onFigures={(open) => void navigate({ search: open ? { part: 'figures' } : {}, replace: true })}
      figures={
        <Suspense fallback={<SkeletonLines count={8} height={28} />}>
          <CompanyFigures id={id} deals={<CompanyDeals companyId={id} />} />
        </Suspense>
      }
      people={<CompanyPeople companyId={id} />}
      main={
        <Timeline
          subject={{ companyId: id }}
          kinds={kindsOf(search.kind)}
          onKinds={(kinds) => void navigate({ search: searchFor(kinds), replace: true })}
        />
      }
    />
  );
}
