import { createStore, useStore } from './store';

/** The records of a list, in its order, from which somebody went to one of them. */
interface Trail {
  path: string;
  ids: readonly string[];
}

const MOST = 1_000;
const trail = createStore<Trail>({ path: '', ids: [] });

/** Called by a list that leads to records: `leaveTrail('/contacts', ids)`; so the record knows its neighbours there. */
export function leaveTrail(path: string, ids: readonly string[]): void {
  trail.set({ path, ids: ids.slice(0, MOST) });
}

export interface Neighbours {
  previous: string | undefined;
  next: string | undefined;
  /** Counted from 1; 0 where the record was not reached from a list. */
  place: number;
  of: number;
}

export function neighboursOf({ path, ids }: Trail, ownPath: string, id: string): Neighbours {
  const index = path === ownPath ? ids.indexOf(id) : -1;
  return index < 0
    ? { previous: undefined, next: undefined, place: 0, of: 0 }
    : { previous: ids[index - 1], next: ids[index + 1], place: index + 1, of: ids.length };
}

export function useNeighbours(path: string, id: string): Neighbours {
  return neighboursOf(useStore(trail), path, id);
}
