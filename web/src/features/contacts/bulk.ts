import { changeContacts } from '@/lib/bulk';
import type { BulkActions, BulkChange } from '@/ui/bulk/actions';
import type { FilterField } from '@/ui/filters/fields';
import type { Contact } from './contactsList';
import { contactFields } from './filters';
import { t } from './messages';

type Plain = 'status' | 'role' | 'production' | 'type' | 'source' | 'ownerId' | 'companyId';

const PLAIN: readonly Plain[] = ['status', 'ownerId', 'companyId', 'role', 'production', 'type', 'source'];

/** What can be changed about many contacts at once. Made when the language is known. */
export function contactBulk(): BulkActions<Contact> {
  const fields = new Map(contactFields().map((field) => [field.id, field]));
  const plain = PLAIN.flatMap((id): BulkChange<Contact>[] => {
    const field = fields.get(id);
    return field === undefined
      ? []
      : [
          {
            field: { ...field, none: id === 'ownerId' ? t('nobody') : t('none') },
            changes: { alike: (value) => ({ [id]: value }) },
            touches: [id],
          },
        ];
  });
  return {
    changes: [...plain, ...campaign(fields.get('inCampaign')), ...tagging(fields.get('tag'))],
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
