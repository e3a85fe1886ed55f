import { getRouteApi } from '@tanstack/react-router';
import { ContactPage } from '@/features/contacts/ContactPage';
import { DuplicatesLine } from '@/features/merging/DuplicatesLine';
import { MergesSection } from '@/features/merging/MergesSection';
import { PinButton } from '@/features/my500/PinButton';
import { ContactReminders } from '@/features/reminders/ContactReminders';
import { kindsOf, searchFor } from '@/features/timeline/search';
import { Timeline } from '@/features/timeline/Timeline';
import { useSession } from '@/lib/api';
import { may } from '@/lib/roles';

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
      duplicates={() => may(user.role, 'write') && <DuplicatesLine contactId={id} onMerged={goTo} />}
      reminders={({ companyId }) => <ContactReminders contactId={id} companyId={companyId} />}
      merges={() => <MergesSection contactId={id} />}
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
