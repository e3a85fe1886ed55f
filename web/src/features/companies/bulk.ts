import { changeCompanies } from '@/lib/bulk';
import { alikeChanges, type BulkActions } from '@/ui/bulk/actions';
import type { Company } from './companiesList';
import { companyFields } from './filters';
import { t } from './messages';

const PLAIN = ['ownerId', 'industry', 'country', 'source', 'parentId'] as const;

/** What can be changed about many companies at once. Made when the language is known. */
export function companyBulk(): BulkActions<Company> {
  return {
    changes: alikeChanges(companyFields(), PLAIN, (id) => (id === 'ownerId' ? t('nobody') : t('none'))),
    send: (request) => changeCompanies(request),
    topics: ['companies', 'contacts'],
    counted: (count) => t('found', { count }),
  };
}
