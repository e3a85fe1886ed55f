import { getRouteApi } from '@tanstack/react-router';
import { Suspense } from 'react';
import { ContactPage } from '@/features/contacts/ContactPage';
import { PinButton } from '@/features/my500/PinButton';
import { RecordReminders } from '@/features/reminders/RecordReminders';
import { kindsOf, searchFor } from '@/features/timeline/search';
import { Timeline } from '@/features/timeline/Timeline';
import { useSession } from '@/lib/api';
import { may } from '@/lib/roles';
import { soon } from '@/lib/soon';

const DuplicatesLine = soon(async () => (await import('@/features/merging/DuplicatesLine')).DuplicatesLine);
const MergesSection = soon(async () => (await import('@/features/merging/MergesSection')).MergesSection);

const route = getRouteApi('/shell/contacts/$id');

/** A contact's page: what several features know about one person, put together. */
export function ContactRoute() {
  const { id } = route.useParams();
  const { kind } = route.useSearch();
  const navigate = route.useNavigate();
  const { user } = useSession();
  const goTo = (winnerId: string) => void navigate({ to: '/contacts/$id', params: { id: winnerId } });
  return (
    <ContactPage
      id={id}
      pin={({ name }) => may(user.role, 'write') && <PinButton id={id} name={name} />}
      duplicates={() =>
        may(user.role, 'write') && (
          <Suspense>
            <DuplicatesLine contactId={id} onMerged={goTo} />
          </Suspense>
        )
      }
      reminders={({ companyId }) => <RecordReminders about={{ contactId: id, companyId }} />}
      merges={() => (
        <Suspense>
          <MergesSection contactId={id} />
        </Suspense>
      )}
      main={({ companyId }) => (
        <Timeline
          subject={{ contactId: id, companyId }}
          kinds={kindsOf(kind)}
          onKinds={(kinds) => void navigate({ search: searchFor(kinds), replace: true })}
        />
      )}
    />
  );
}
