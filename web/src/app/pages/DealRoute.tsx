import { getRouteApi } from '@tanstack/react-router';
import { DealPage } from '@/features/deals/DealPage';
import { RecordReminders } from '@/features/reminders/RecordReminders';
import { kindsOf, searchFor } from '@/features/timeline/search';
import { Timeline } from '@/features/timeline/Timeline';

const route = getRouteApi('/shell/deals/$id');

/** A deal's page: what several features know about it, put together. */
export function DealRoute() {
  const { id } = route.useParams();
  const { kind } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <DealPage
      id={id}
      reminders={({ companyId }) => <RecordReminders about={{ dealId: id, companyId }} />}
      main={({ companyId }) => (
        <Timeline
          subject={{ dealId: id, companyId }}
          kinds={kindsOf(kind)}
          onKinds={(kinds) => void navigate({ search: searchFor(kinds), replace: true })}
        />
      )}
    />
  );
}
