import type { Row } from './book';

/** Where somebody would go: to a place among the other pins, off the pins, or nowhere. */
export type Target = { kind: 'pin'; slot: number; lineAt: number | undefined } | { kind: 'unpin' } | undefined;

export interface Place {
  start: number;
  end: number;
}

interface Question {
  rows: readonly Row[];
  /** Where each of the rows lies. */
  places: readonly Place[];
  dragged: { id: string; pinned: boolean };
  /** The height at which the pointer is, from the beginning of the list and from its upper edge on the screen. */
  offset: number;
  fromTop: number;
}

/** Above the list, while the pins are scrolled away. */
export const STRIP_HEIGHT = 38;
/** So far below the last pin one still means "behind it". */
const BELOW_PINS = 19;

/** Where the pins end; 0 where even their head is missing. */
export function pinsEnd(rows: readonly Row[], places: readonly Place[]): number {
  const next = rows.findIndex(
    (row) =>
      row.kind === 'blank' ||
      (row.kind === 'head' && row.group !== 'pinned') ||
      (row.kind === 'entry' && !row.entry.pinned),
  );
  return places[(next < 0 ? rows.length : next) - 1]?.end ?? 0;
}

export function dropTarget({ rows, places, dragged, offset, fromTop }: Question): Target {
  const end = pinsEnd(rows, places);
  const pins = rows.flatMap((row, index) =>
    row.kind === 'entry' && row.entry.pinned && row.entry.id !== dragged.id ? [{ ...places[index] }] : [],
  );
  if (!dragged.pinned && fromTop < STRIP_HEIGHT && end < offset - fromTop) {
    return { kind: 'pin', slot: pins.length, lineAt: undefined };
  }
  if (offset > end + BELOW_PINS) {
    return dragged.pinned ? { kind: 'unpin' } : undefined;
  }
  const middle = ({ start = 0, end: bottom = 0 }: Partial<Place>) => (start + bottom) / 2;
  const slot = pins.filter((place) => middle(place) < offset).length;
  return { kind: 'pin', slot, lineAt: pins[slot]?.start ?? pins.at(-1)?.end ?? end };
}
