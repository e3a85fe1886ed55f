import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import { answer, api, type Schema } from '@/lib/api';
import { alikeChanges, type BulkActions, type BulkRequest } from '@/ui/bulk/actions';
import type { Deal } from './deal';
import { dealFields } from './filters';
import { t } from './messages';

type Result = Schema<'BulkDealsResult'>;
type Body = Schema<'BulkDeals'>;
type Given = { id: string } & Partial<Pick<Deal, 'stageId' | 'ownerId'>>;

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
          touches: ['stageId'] as const,
        })),
      {
        field: { kind: 'flag', id: 'close', label: t('closeAs'), icon: IconCircleCheck, yes: t('won'), no: t('lost') },
        changes: { alike: (value) => ({ close: value === 'true' ? 'close_won' : 'close_lost' }) },
        touches: ['stageId'],
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
    return asBulk(await putBack(records as Given[]));
  }
  const { close, ...updates } = changes as { close?: 'close_won' | 'close_lost'; stageId?: string; ownerId?: string };
  const kind = close ?? ('stageId' in updates ? 'update_stage' : 'update_owner');
  return asBulk(await change({ operation: kind, dealIds: ids, partial: true, ...(close ? {} : { updates }) }));
}

const change = (body: Body): Promise<Result> => answer(api.POST('/api/deals/bulk', { body }));

/** Each deal to what it was before: one request for all of the same stage or owner. */
async function putBack(records: readonly Given[]): Promise<Result> {
  const groups = new Map<string, number[]>();
  records.forEach((record, index) => {
    const key = JSON.stringify(record.stageId ?? record.ownerId ?? null);
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const results: Result['results'] = [];
  let succeeded = 0;
  let failed = 0;
  for (const indexes of groups.values()) {
    const dealIds = indexes.flatMap((index) => records[index]?.id ?? []);
    const { stageId, ownerId } = records[indexes[0] ?? 0] ?? {};
    const part = await change({
      dealIds,
      partial: true,
      ...(stageId === undefined
        ? { operation: 'update_owner', updates: { ownerId: ownerId ?? null } }
        : { operation: 'update_stage', updates: { stageId } }),
    });
    succeeded += part.succeeded;
    failed += part.failed;
    results.push(...part.results.map((each) => ({ ...each, index: indexes[each.index] ?? each.index })));
  }
  return { operation: 'update_stage', succeeded, failed, results };
}

/** The lists read of an answer only what became of each. */
function asBulk({ results }: Result): Schema<'BulkResult'> {
  return { results } as Schema<'BulkResult'>;
}
