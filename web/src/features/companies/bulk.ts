import { changeCompanies } from '@/lib/bulk';
import type { BulkActions, BulkChange } from '@/ui/bulk/actions';
import type { Company } from './companiesList';
import { companyFields } from './filters';
import { t } from './messages';

const PLAIN = ['ownerId', 'industry', 'country', 'source', 'parentId'] as const;

/** What can be changed about many companies at once. Made when the language is known. */
export function companyBulk(): BulkActions<Company> {
  const fields = new Map(companyFields().map((field) => [field.id, field]));
  const changes = PLAIN.flatMap((id): BulkChange<Company>[] => {
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
    changes,
    send: (request) => changeCompanies(request),
    topics: ['companies', 'contacts'],
    counted: (count) => t('found', { count }),
  };
}
