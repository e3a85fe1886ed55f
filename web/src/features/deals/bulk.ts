import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import { answer, api, type Schema } from '@/lib/api';
import { soon } from '@/lib/soon';
import { alikeChanges, type BulkActions, type BulkRequest } from '@/ui/bulk/actions';
import { putBack } from '@/ui/bulk/putBack';
import type { Deal } from './deal';
import { dealFields } from './filters';
import { t } from './messages';

const BulkCloseDialog = soon(async () => (await import('./BulkCloseDialog')).BulkCloseDialog);

type Result = Schema<'BulkDealsResult'>;
type Body = Schema<'BulkDeals'>;
type Given = Pick<Deal, 'id' | 'version'> & Partial<Pick<Deal, 'stageId' | 'reason' | 'closedAt' | 'ownerId'>>;

const OF_A_STAGE = ['stageId', 'reason', 'closedAt'] as const;

/** What can be done with many deals at once. Made when the language is known. */
export function dealBulk(): BulkActions<Deal> {
  const fields = dealFields();
  return {
    changes: [
      ...alikeChanges<Deal>(fields, ['ownerId'], () => t('nobody')),
      ...fields
        .filter(({ id }) => id === 'stageId')
        .map((field) => ({
          field,
          changes: { alike: (stageId: string | null) => ({ stageId }) },
          touches: OF_A_STAGE,
        })),
      {
        field: { kind: 'flag', id: 'close', label: t('closeAs'), icon: IconCircleCheck, yes: t('won'), no: t('lost') },
        changes: { alike: (value) => ({ close: value === 'true' ? 'close_won' : 'close_lost' }) },
        touches: OF_A_STAGE,
        ask: BulkCloseDialog,
      },
    ],
    send,
    topics: ['deals'],
    counted: (count) => t('found', { count }),
  };
}

/** A request of any list as the one of deals, which has an operation for each change. */
async function send(request: BulkRequest): Promise<Schema<'BulkResult'>> {
  const { operation, ids = [], changes = {}, records } = request;
  if (operation !== 'update') {
    return asBulk(await change({ operation, dealIds: ids, partial: true }));
  }
  if (records !== undefined) {
    return asBulk(await backTo(records as Given[]));
  }
  const { close, ...updates } = changes as { close?: 'close_won' | 'close_lost' } & NonNullable<Body['updates']>;
  const kind = close ?? ('stageId' in updates ? 'update_stage' : 'update_owner');
  return asBulk(await change({ operation: kind, dealIds: ids, partial: true, updates }));
}

const change = (body: Body): Promise<Result> => answer(api.POST('/api/deals/bulk', { body }));

/** Those that were won or lost get their reason and their day back, too. */
const backTo = (records: readonly Given[]) =>
  putBack(records, updatesOf, (dealIds, updates, versions) => {
    const operation = 'stageId' in updates ? 'update_stage' : 'update_owner';
    return change({ operation, dealIds, updates, versions, partial: true });
  });

function updatesOf({ stageId, reason, closedAt, ownerId }: Given): NonNullable<Body['updates']> {
  if (stageId === undefined) {
    return { ownerId: ownerId ?? null };
  }
  return closedAt == null ? { stageId } : { stageId, reason: reason ?? null, closedAt };
}

/** The lists read of an answer only what became of each. */
function asBulk({ results }: Pick<Result, 'results'>): Schema<'BulkResult'> {
  return { results } as Schema<'BulkResult'>;
}
