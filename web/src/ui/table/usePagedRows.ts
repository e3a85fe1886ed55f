import { hashKey } from '@tanstack/react-query';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { keptList, type ListView, type PagedQuery } from '@/lib/pages';

/** The rows of a table, however many there are. */
export interface PagedRows<Row> extends ListView<Row> {
  /** What is shown belongs to the filters or the order before, until the new rows arrive. */
  isPrevious: boolean;
  /** Another one for other filters or another order. */
  key: string;
  /** How far the list was scrolled when somebody last looked at it. */
  leftAt: () => number;
  leaveAt: (pixels: number) => void;
  show: (first: number, last: number) => void;
  rowsBetween: (first: number, last: number) => Promise<Row[]>;
}

export function usePagedRows<Row>(query: PagedQuery<Row>): PagedRows<Row> {
  const key = hashKey(query.queryKey);
  // The key names everything that the query depends on, so a query of the same key is the same query.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const list = useMemo(() => keptList(query), [key]);
  const view = useSyncExternalStore(list.subscribe, list.snapshot);
  const [settled, setSettled] = useState({ key, view });
  if (!view.isPending && settled.view !== view) {
    setSettled({ key, view });
  }
  const isPrevious = view.isPending && view.error === null && !settled.view.isPending;
  const shown = isPrevious ? settled : { key, view };

  return useMemo(
    () => ({
      ...shown.view,
      key: shown.key,
      isPrevious,
      leftAt: () => list.place,
      leaveAt: (pixels: number) => list.leaveAt(pixels),
      show: (first: number, last: number) => list.show(first, last),
      rowsBetween: (first: number, last: number) => list.rowsBetween(first, last),
    }),
    [shown.view, shown.key, isPrevious, list],
  );
}
