import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { ContactsPage } from '@/features/contacts/ContactsPage';
import { contactsSearch } from '@/features/contacts/filters';
import { t } from '@/features/contacts/messages';
import type { Search } from '@/ui/filters/fields';
import { NewButton } from './NewButton';
import { useListViews } from './useListViews';

const route = getRouteApi('/shell/contacts');

/** The contacts with the views of them that were saved. */
export function ContactsRoute() {
  const raw = route.useSearch();
  const search = useMemo(() => contactsSearch(raw), [raw]);
  const navigate = route.useNavigate();
  const onSearch = useCallback(
    (next: Search, options?: { replace?: boolean }) => void navigate({ search: next, ...options }),
    [navigate],
  );
  const views = useListViews({
    resource: 'contacts',
    everything: t('everything'),
    group: t('title'),
    search,
    onSearch,
  });
  return (
    <ContactsPage
      {...{ search, onSearch, views }}
      onOpen={(id) => void navigate({ to: '/contacts/$id', params: { id } })}
      create={<NewButton command="new-contact" />}
    />
  );
}
