import { useQueries } from '@tanstack/react-query';
import type { Asked } from '../filters/fields';

/** A record that may be the one that is being created. */
export interface Alike {
  id: string;
  name: string;
  detail: string;
  /** Why: "same e-mail". */
  reason: string;
}

/** One way to look for such records. */
export interface Look {
  /** Undefined while too little was typed. */
  query: Asked<Alike[]> | undefined;
}

const MOST_SHOWN = 3;
const NOTHING: Asked<Alike[]> = { queryKey: ['nothing'], queryFn: () => Promise.resolve([]) };

/** What was found in any of these ways, the surest first; a record that was found twice is shown for the first reason. */
export function useAlike(looks: readonly Look[]): Alike[] {
  const results = useQueries({
    queries: looks.map(({ query }) => ({ ...(query ?? NOTHING), enabled: query !== undefined })),
  });
  const found = new Map<string, Alike>();
  results.forEach(({ data }, index) => {
    for (const alike of looks[index]?.query === undefined ? [] : (data ?? [])) {
      if (!found.has(alike.id)) {
        found.set(alike.id, alike);
      }
    }
  });
  return [...found.values()].slice(0, MOST_SHOWN);
}
