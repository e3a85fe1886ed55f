import { changeContacts } from '@/lib/bulk';
import { alikeChanges, type BulkActions, type BulkChange } from '@/ui/bulk/actions';
import type { FilterField } from '@/ui/filters/fields';
import type { Contact } from './contactsList';
import { contactFields } from './filters';
import { t } from './messages';

const PLAIN = ['status', 'ownerId', 'companyId', 'role', 'production', 'type', 'source'] as const;

/** What can be changed about many contacts at once. Made when the language is known. */
export function contactBulk(): BulkActions<Contact> {
  const fields = contactFields();
  const named = (id: string) => fields.find((field) => field.id === id);
  const alike = alikeChanges<Contact>(fields, PLAIN, (id) => (id === 'ownerId' ? t('nobody') : t('none')));
  return {
    changes: [...alike, ...campaign(named('inCampaign')), ...tagging(named('tag'))],
    send: (request) => changeContacts(request),
    topics: ['contacts', 'book'],
    counted: (count) => t('found', { count }),
  };
}

function campaign(field: FilterField | undefined): BulkChange<Contact>[] {
  return field === undefined
    ? []
    : [{ field, changes: { alike: (value) => ({ inCampaign: value === 'true' }) }, touches: ['inCampaign'] }];
}

/** A tag is added to those that a contact has, so each contact is changed in its own way. */
function tagging(field: FilterField | undefined): BulkChange<Contact>[] {
  if (field === undefined) {
    return [];
  }
  return [
    {
      field: { ...field, id: 'addTag', label: t('addTag') },
      changes: { each: (tag, { tags }) => ({ tags: tag === null ? tags : [...new Set([...tags, tag])] }) },
      touches: ['tags'],
    },
    {
      field: { ...field, id: 'removeTag', label: t('removeTag') },
      changes: { each: (tag, { tags }) => ({ tags: tags.filter((each) => each !== tag) }) },
      touches: ['tags'],
    },
  ];
}
