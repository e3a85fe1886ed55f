import type { Schema } from '@/lib/api';

export type Entry = Schema<'BookEntry'>;
export type RecentActivity = Entry['activities'][number];
export type Group = 'pinned' | 'campaign' | 'others';

/** Pins stand above everybody; then come those of a running campaign, then the rest. */
export const GROUPS: readonly Group[] = ['pinned', 'campaign', 'others'];
const MOST_ACTIVITIES = 5;

export function groupOf(entry: Entry): Group {
  if (entry.pinned) {
    return 'pinned';
  }
  return entry.inCampaign ? 'campaign' : 'others';
}

const contactedAt = (entry: Entry): number =>
  entry.lastContactedAt === null ? -Infinity : Date.parse(entry.lastContactedAt);

/** The order of those who are not pinned, as the server ranks them: campaign, coldest, longest ago, newest record. */
export function byRank(a: Entry, b: Entry): number {
  if (a.inCampaign !== b.inCampaign) {
    return a.inCampaign ? -1 : 1;
  }
  if (a.warmness !== b.warmness) {
    return a.warmness - b.warmness;
  }
  const [aContacted, bContacted] = [contactedAt(a), contactedAt(b)];
  if (aContacted !== bContacted) {
    return aContacted < bContacted ? -1 : 1;
  }
  return a.id < b.id ? 1 : -1;
}

/** Why somebody stands below the one above and not higher: the first rule by which the two differ. */
export type Reason = 'pinned' | 'first' | 'warmer' | 'never' | 'later' | 'same';

export function reasonOf(entry: Entry, above: Entry | undefined): Reason {
  if (entry.pinned) {
    return 'pinned';
  }
  if (above === undefined || groupOf(above) !== groupOf(entry)) {
    return 'first';
  }
  if (entry.warmness !== above.warmness) {
    return 'warmer';
  }
  if (entry.lastContactedAt === null) {
    return 'never';
  }
  return entry.lastContactedAt === above.lastContactedAt ? 'same' : 'later';
}

/** Pinned before the others at this place among the other pins; last without a place. */
export function withPin(entries: readonly Entry[], id: string, slot = Infinity): Entry[] {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    return [...entries];
  }
  const pins = entries.filter((other) => other.pinned && other.id !== id);
  pins.splice(slot, 0, { ...entry, pinned: true });
  return placed([...pins, ...entries.filter((other) => !other.pinned && other.id !== id)]);
}

/** Back where the rank puts them. */
export function withoutPin(entries: readonly Entry[], id: string): Entry[] {
  return ranked(entries.map((entry) => (entry.id === id ? { ...entry, pinned: false } : entry)));
}

/** With what was just written down; all but notes count as contact. */
export function withActivity(entries: readonly Entry[], id: string, activity: RecentActivity): Entry[] {
  return ranked(entries.map((entry) => (entry.id === id ? extended(entry, activity) : entry)));
}

export function extended(entry: Entry, activity: RecentActivity): Entry {
  return {
    ...entry,
    activities: [activity, ...entry.activities].slice(0, MOST_ACTIVITIES),
    lastContactedAt: activity.kind === 'note' ? entry.lastContactedAt : activity.occurredAt,
  };
}

function ranked(entries: readonly Entry[]): Entry[] {
  return placed([
    ...entries.filter(({ pinned }) => pinned),
    ...entries.filter(({ pinned }) => !pinned).toSorted(byRank),
  ]);
}

function placed(entries: readonly Entry[]): Entry[] {
  return entries.map((entry, index) => (entry.place === index + 1 ? entry : { ...entry, place: index + 1 }));
}

/** A row that stays where it was while somebody works on it, although its place is another one already. */
export interface Held {
  id: string;
  index: number;
}

export type Row =
  | { kind: 'head'; key: string; group: Group; count: number }
  | { kind: 'entry'; key: string; entry: Entry; reason: Reason }
  | { kind: 'blank'; key: string };

/**
 * The rows of the list: each group under its head, and blank ones for what is still on its way.
 *
 * @param total how many entries the book has
 * @param pinsOffered whether the head of the pins stands there also while there are none
 */
export function rowsOf(
  entries: readonly Entry[],
  total: number,
  { held, pinsOffered }: { held: Held | undefined; pinsOffered: boolean },
): Row[] {
  const rows: Row[] = [];
  const reasons = new Map(entries.map((entry, index) => [entry.id, reasonOf(entry, entries[index - 1])]));
  const shown = arranged(entries, held);
  let group: Group | undefined;
  const begin = (next: Group) => {
    if (next !== group) {
      group = next;
      const count = entries.filter((entry) => groupOf(entry) === next).length;
      rows.push({ kind: 'head', key: `head ${next}`, group: next, count });
    }
  };
  if (pinsOffered && entries.length > 0) {
    begin('pinned');
  }
  shown.forEach((entry, index) => {
    begin(entry.id === held?.id ? groupBetween(group, groupOf(entry), shown[index + 1]) : groupOf(entry));
    rows.push({ kind: 'entry', key: entry.id, entry, reason: reasons.get(entry.id) ?? 'same' });
  });
  for (let place = entries.length + 1; place <= total; place++) {
    rows.push({ kind: 'blank', key: `blank ${place}` });
  }
  return rows;
}

/** The group under whose head a held row stands: its own, unless that would tear apart the group in which it is held. */
function groupBetween(above: Group | undefined, own: Group, below: Entry | undefined): Group {
  const order = (group: Group) => GROUPS.indexOf(group);
  const fits =
    (above === undefined || order(above) <= order(own)) && (below === undefined || order(own) <= order(groupOf(below)));
  return fits ? own : (above ?? own);
}

function arranged(entries: readonly Entry[], held: Held | undefined): readonly Entry[] {
  const entry = held && entries.find(({ id }) => id === held.id);
  if (held === undefined || entry === undefined) {
    return entries;
  }
  return entries.filter(({ id }) => id !== held.id).toSpliced(held.index, 0, entry);
}
