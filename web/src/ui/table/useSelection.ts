import { useCallback, useMemo, useState } from 'react';

/** As far as a list counts; a change of so many is sent in portions. */
export const MOST_SELECTED = 10_000;

export interface Selection {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  /** Adds, as far as there is room for. */
  add: (ids: readonly string[]) => void;
  clear: () => void;
}

/** Which rows are selected, by their ids: it stays when the list is sorted, filtered or refreshed. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());

  const toggle = useCallback((id: string) => {
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id) && next.size < MOST_SELECTED) {
        next.add(id);
      }
      return next;
    });
  }, []);
  const add = useCallback((more: readonly string[]) => {
    setIds((before) => new Set([...before, ...more].slice(0, MOST_SELECTED)));
  }, []);
  const clear = useCallback(() => setIds((before) => (before.size === 0 ? before : new Set())), []);

  return useMemo(() => ({ ids, toggle, add, clear }), [ids, toggle, add, clear]);
}
