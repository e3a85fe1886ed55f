import { prefetchList } from '@/lib/pages';
import { queryOf, type Search } from '@/ui/filters/fields';
import { contactsList } from './contactsList';
import { contactsSearch } from './filters';

/** Begins the first page of the list that an address stands for. */
export function prefetchContacts(search: Search): void {
  prefetchList(contactsList(queryOf(contactsSearch(search))));
}
