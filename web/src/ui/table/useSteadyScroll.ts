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
  const top = useRef({ index: 0, id: '' });

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
    top.current = { index: 0, id: '' };
  }, [rows, ready, rowHeight, scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const { index, id } = top.current;
    const now = id === '' ? undefined : find(rows, id, index);
    if (element !== null && element.scrollTop > 0 && now !== undefined && now !== index) {
      element.scrollBy({ top: (now - index) * rowHeight, behavior: 'instant' });
      top.current = { index: now, id };
    }
  }, [rows, rowHeight, scroller]);

  useEffect(() => {
    const element = scroller.current;
    const remember = () => {
      const index = Math.floor((element?.scrollTop ?? 0) / rowHeight);
      if (key.current === rows.key && !rows.isPrevious) {
        rows.leaveAt(element?.scrollTop ?? 0);
      }
      top.current = { index, id: rows.rowAt(index)?.id ?? '' };
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
