import { getRouteApi } from '@tanstack/react-router';
import { CompanyPage } from '@/features/companies/CompanyPage';
import { CompanyPeople } from '@/features/contacts/CompanyPeople';
import { RecordReminders } from '@/features/reminders/RecordReminders';
import { kindsOf, searchFor } from '@/features/timeline/search';
import { Timeline } from '@/features/timeline/Timeline';

const route = getRouteApi('/shell/companies/$id');

/** A company's page: what several features know about it, put together. */
export function CompanyRoute() {
  const { id } = route.useParams();
  const { kind } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <CompanyPage
      id={id}
      reminders={<RecordReminders about={{ companyId: id }} />}
      people={<CompanyPeople companyId={id} />}
      main={
        <Timeline
          subject={{ companyId: id }}
          kinds={kindsOf(kind)}
          onKinds={(kinds) => void navigate({ search: searchFor(kinds), replace: true })}
        />
      }
    />
  );
}
