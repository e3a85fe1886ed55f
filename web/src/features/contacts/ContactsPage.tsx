import IconUsers from '@tabler/icons-react/dist/esm/icons/IconUsers.mjs';
import { useMemo, type ReactNode } from 'react';
import type { Search } from '@/ui/filters/fields';
import type { Patching } from '@/ui/list/cells';
import { ListPage, type ListViews } from '@/ui/list/ListPage';
import { NothingYet } from '@/ui/list/NothingYet';
import { contactBulk } from './bulk';
import { contactColumns, ContactLine } from './columns';
import { patchContact, readContact } from './contact';
import { contactsList, DEFAULT_SORT, type Contact } from './contactsList';
import { contactFields } from './filters';
import { t } from './messages';

interface Props {
  search: Search;
  onSearch: (search: Search, options?: { replace?: boolean }) => void;
  onOpen: (id: string) => void;
  views: ListViews;
  /** What makes a new contact. */
  create: ReactNode;
}

const PATCHING: Patching<Contact> = {
  topic: 'contacts',
  topics: ['book'],
  read: readContact,
  patch: (id, changes, version) => patchContact(id, changes, version),
};

/** All contacts of the workspace. */
export function ContactsPage({ search, onSearch, onOpen, views, create }: Props) {
  const fields = useMemo(() => contactFields(), []);
  const bulk = useMemo(() => contactBulk(), []);
  const deleted = search['deleted'] === 'true';
  const columns = useMemo(() => contactColumns(PATCHING, deleted), [deleted]);
  return (
    <ListPage<Contact>
      title={t('title')}
      path="/contacts"
      {...{ search, onSearch, fields, columns, views, bulk }}
      list={contactsList}
      defaultSort={DEFAULT_SORT}
      find={t('find')}
      found={(count, exact) => (exact ? t('found', { count }) : t('foundMore', { count }))}
      onOpen={({ id }) => onOpen(id)}
      phoneLine={(contact) => <ContactLine contact={contact} />}
      actions={create}
      nothing={
        <NothingYet icon={IconUsers} title={t('noneYet')}>
          {t('noneYetText')}
        </NothingYet>
      }
    />
  );
}
