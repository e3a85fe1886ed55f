import type { QueryKey } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { PageOf } from '@/lib/pages';
import { queryClient } from '@/lib/query';
import type { BulkRow } from './actions';

/**
 * The selected records as they were last seen. The pages that they came from may be given back long before anything is
 * done with them, so each is kept from the moment that it is selected.
 */
export function useSelectedRows<Row extends BulkRow>(topic: string, selected: ReadonlySet<string>): () => Row[] {
  const kept = useRef(new Map<string, Row>());
  useEffect(() => {
    kept.current = gather(topic, selected, kept.current);
  }, [topic, selected]);
  return () => {
    kept.current = gather(topic, selected, kept.current);
    return [...kept.current.values()];
  };
}

function gather<Row extends BulkRow>(topic: string, ids: ReadonlySet<string>, before: ReadonlyMap<string, Row>) {
  const rows = new Map([...before].filter(([id]) => ids.has(id)));
  const ofTopic = ({ queryKey }: { queryKey: QueryKey }) => queryKey[0] === topic && queryKey.includes('page');
  for (const [, page] of queryClient.getQueriesData<PageOf<Row>>({ predicate: ofTopic })) {
    for (const row of page?.data ?? []) {
      if (ids.has(row.id) && row.version >= (rows.get(row.id)?.version ?? 0)) {
        rows.set(row.id, row);
      }
    }
  }
  return rows;
}
