import { answer, api, type Schema, type Session } from '@/lib/api';
import { may } from '@/lib/roles';
import { alikeChanges, type BulkActions, type BulkRequest } from '@/ui/bulk/actions';
import { putBack } from '@/ui/bulk/putBack';
import { t } from './deskMessages';
import { activeStatuses, leadFields } from './filters';
import type { LeadRow } from './leadsTable';

type Body = Schema<'BulkLeads'>;
type Updates = NonNullable<Body['updates']>;
type Given = Pick<LeadRow, 'id' | 'version'> & Partial<Pick<LeadRow, 'psId' | 'status'>>;

/** What can be done with many leads at once. Made when the language is known. */
export function leadBulk(role: Session['user']['role']): BulkActions<LeadRow> {
  const fields = leadFields();
  return {
    changes: [
      ...alikeChanges<LeadRow>(fields, ['psId'], () => t('unassigned')),
      ...fields.flatMap((field) =>
        field.id === 'status' && field.kind === 'values'
          ? [
              {
                field: { ...field, values: activeStatuses },
                changes: { alike: (status: string | null) => ({ status }) },
                touches: ['status'] as const,
              },
            ]
          : [],
      ),
    ],
    send,
    topics: ['leads'],
    counted: (count) => t('found', { count }),
    deletes: may(role, 'manage'),
  };
}

const change = (body: Body) => answer(api.POST('/api/leads/bulk', { body }));

const operationOf = (updates: Updates) => ('psId' in updates ? 'update_ps' : 'update_status');

/** A request of any list as the one of leads, which has an operation for each change. */
async function send({ operation, ids = [], changes = {}, records }: BulkRequest): Promise<Schema<'BulkResult'>> {
  if (operation !== 'update') {
    return asBulk(await change({ operation, leadIds: ids, partial: true }));
  }
  if (records !== undefined) {
    const updatesOf = ({ psId, status }: Given): Updates =>
      status === undefined ? { psId: psId ?? null } : { status };
    return asBulk(
      await putBack(records as Given[], updatesOf, (leadIds, updates, versions) =>
        change({ operation: operationOf(updates), leadIds, updates, versions, partial: true }),
      ),
    );
  }
  const updates = changes as Updates;
  return asBulk(await change({ operation: operationOf(updates), leadIds: ids, updates, partial: true }));
}

/** The lists read of an answer only what became of each. */
function asBulk({ results }: { results: Schema<'BulkOutcome'>[] }): Schema<'BulkResult'> {
  return { results } as Schema<'BulkResult'>;
}
