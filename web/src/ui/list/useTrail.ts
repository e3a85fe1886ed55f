import { useEffect, useRef } from 'react';
import type { ListView } from '@/lib/pages';
import { leaveTrail } from '@/lib/trail';

/** Whoever goes from a list to one of its records finds the others from there: before it and after it. */
export function useTrail(path: string, rows: ListView<{ id: string }>): void {
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  });
  useEffect(() => () => leaveTrail(path, loadedIds(latest.current)), [path]);
}

function loadedIds({ reachable, rowAt }: ListView<{ id: string }>): string[] {
  const ids: string[] = [];
  for (let index = 0; index < reachable; index++) {
    const row = rowAt(index);
    if (row !== undefined) {
      ids.push(row.id);
    }
  }
  return ids;
}
