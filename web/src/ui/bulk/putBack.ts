import { patiently } from '@/lib/bulk';
import type { Schema } from '@/lib/api';

/** What became of each of many records that got the same. */
interface Outcome {
  results: Schema<'BulkOutcome'>[];
}

interface Versioned {
  id: string;
  version: number;
}

/**
 * Each record to what it was before, where nobody changed it meanwhile: one request for all that were alike. `change` sends the
 * request for the records that get these updates.
 */
export async function putBack<Row extends Versioned, Updates extends object>(
  records: readonly Row[],
  updatesOf: (record: Row) => Updates,
  change: (ids: string[], updates: Updates, versions: Record<string, number>) => Promise<Outcome>,
): Promise<Outcome> {
  const groups = new Map<string, number[]>();
  records.forEach((record, index) => {
    const key = JSON.stringify(updatesOf(record));
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const results: Outcome['results'] = [];
  for (const [key, indexes] of groups) {
    const group = indexes.flatMap((index) => records[index] ?? []);
    const ids = group.map(({ id }) => id);
    const versions = Object.fromEntries(group.map(({ id, version }) => [id, version]));
    // What has been put back is not to be sent again, so each request waits for itself.
    const part = await patiently(() => change(ids, JSON.parse(key) as Updates, versions));
    results.push(...part.results.map((each) => ({ ...each, index: indexes[each.index] ?? each.index })));
  }
  return { results };
}
