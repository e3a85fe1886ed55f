import { dayOf } from '@/lib/format';
import type { Activity, Kind, Pages } from './activity';

/** A line of the timeline: the head of a day, or what happened on it. */
export type Row = { type: 'day'; key: string; at: string } | { type: 'activity'; key: string; activity: Activity };

/** The newest first, each day of the user's time zone with a head of its own. */
export function rowsOf(activities: readonly Activity[]): Row[] {
  const rows: Row[] = [];
  let day = '';
  for (const activity of activities) {
    const own = dayOf(activity.occurredAt);
    if (own !== day) {
      day = own;
      rows.push({ type: 'day', key: own, at: activity.occurredAt });
    }
    rows.push({ type: 'activity', key: activity.id, activity });
  }
  return rows;
}

const newerFirst = (a: Activity, b: Activity) => b.occurredAt.localeCompare(a.occurredAt) || b.id.localeCompare(a.id);

/** Puts an activity where its time belongs, if that is among what was loaded. */
export function withActivity(pages: Pages, activity: Activity, kinds: readonly Kind[] = []): Pages {
  if (kinds.length > 0 && !kinds.includes(activity.kind)) {
    return pages;
  }
  const without = withoutActivity(pages, activity.id);
  const target = without.pages.findIndex(
    ({ data, pagination }) => pagination.next === null || data.some((other) => newerFirst(activity, other) < 0),
  );
  return {
    ...without,
    pages: without.pages.map((page, index) =>
      index === target ? { ...page, data: [...page.data, activity].sort(newerFirst) } : page,
    ),
  };
}

export function withoutActivity(pages: Pages, id: string): Pages {
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, data: page.data.filter((it) => it.id !== id) })) };
}
