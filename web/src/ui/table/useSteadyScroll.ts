import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { PagedRows } from './usePagedRows';

interface Active {
  index: number;
  id: string;
  column: string;
}

interface Given<Row> {
  scroller: RefObject<HTMLDivElement | null>;
  rows: PagedRows<Row>;
  rowHeight: number;
  active: Active;
  setActive: (active: Active) => void;
}

/** As far away a row may have moved to be found again. */
const SEARCHED_ROWS = 300;

/**
 * When rows come or go above, what one looks at stays where it is, and the active row stays the same record. With
 * other filters or another order the list begins at its top.
 */
export function useSteadyScroll<Row extends { id: string }>({
  scroller,
  rows,
  rowHeight,
  active,
  setActive,
}: Given<Row>) {
  // The rows in sight.
  const seen = useRef<{ index: number; id: string }[]>([]);

  const key = useRef<string>(undefined);
  const ready = !rows.isPending;
  useLayoutEffect(() => {
    if (!ready || key.current === rows.key) {
      return;
    }
    // Whoever comes back to the page finds the place where they were.
    const to = key.current === undefined ? rows.leftAt() : 0;
    scroller.current?.scrollTo({ top: to, behavior: 'instant' });
    rows.show(Math.floor(to / rowHeight), Math.floor((to + (scroller.current?.clientHeight ?? 0)) / rowHeight));
    key.current = rows.key;
    seen.current = [];
  }, [rows, ready, rowHeight, scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const moved = movedBy(rows, seen.current);
    if (element !== null && element.scrollTop > 0 && moved !== 0) {
      element.scrollBy({ top: moved * rowHeight, behavior: 'instant' });
    }
  }, [rows, rowHeight, scroller]);

  useEffect(() => {
    const element = scroller.current;
    const remember = () => {
      const first = Math.floor((element?.scrollTop ?? 0) / rowHeight);
      const count = Math.ceil((element?.clientHeight ?? 0) / rowHeight);
      if (key.current === rows.key && !rows.isPrevious) {
        rows.leaveAt(element?.scrollTop ?? 0);
      }
      seen.current = Array.from({ length: count }, (_, index) => first + index).flatMap((index) => {
        const row = rows.rowAt(index);
        return row === undefined ? [] : [{ index, id: row.id }];
      });
    };
    remember();
    element?.addEventListener('scroll', remember, { passive: true });
    return () => element?.removeEventListener('scroll', remember);
  }, [rows, rowHeight, scroller]);

  useEffect(() => {
    const now = active.id === '' ? undefined : find(rows, active.id, active.index);
    if (now !== undefined && now !== active.index) {
      setActive({ ...active, index: now });
    }
  }, [rows, active, setActive]);
}

/**
 * By how many rows most of these moved. Pages arrive one after the other, so that for a moment a single row may seem to
 * have moved because its page is older than the next one.
 */
function movedBy<Row extends { id: string }>(rows: PagedRows<Row>, seen: readonly { index: number; id: string }[]) {
  const votes = new Map<number, number>();
  for (const { index, id } of seen) {
    const now = find(rows, id, index);
    if (now !== undefined) {
      votes.set(now - index, (votes.get(now - index) ?? 0) + 1);
    }
  }
  const [most] = [...votes].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 0;
}

function find<Row extends { id: string }>(rows: PagedRows<Row>, id: string, near: number): number | undefined {
  if (rows.rowAt(near) === undefined) {
    return undefined; // Its page is not here, so nothing can be said of what came or went around it.
  }
  for (let distance = 0; distance <= SEARCHED_ROWS; distance++) {
    if (rows.rowAt(near + distance)?.id === id) {
      return near + distance;
    }
    if (near >= distance && rows.rowAt(near - distance)?.id === id) {
      return near - distance;
    }
  }
  return undefined;
}
