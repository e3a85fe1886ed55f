import { useMediaQuery } from '@mantine/hooks';
import { useMemo, type ReactNode } from 'react';
import type { FilterField } from '../filters/fields';

/** Thrown by `save`: somebody else changed the very cell. What they made of it is in the lists by now. */
export class CellOvertaken extends Error {
  override readonly name = 'CellOvertaken';
  readonly theirs: string;
  /** The row as they left it. */
  readonly current: { id: string };

  constructor(theirs: string, current: { id: string }) {
    super('Somebody else changed this meanwhile.');
    this.theirs = theirs;
    this.current = current;
  }
}

/** How a cell is changed in place. */
export interface CellEdit<Row> {
  /** What stands in the field when one begins. */
  value: (row: Row) => string;
  /**
   * Shows the new value at once (patchRows), sends it, and takes it back when it is refused. The cell then opens again
   * with what was typed and what the server says.
   */
  save: (row: Row, value: string) => Promise<unknown>;
  /** The field in the server's answer that belongs to the cell. */
  field: string;
  /** What can be chosen, as for a filter; without it one types. */
  choose?: FilterField;
  inputMode?: 'text' | 'numeric' | 'email' | 'tel';
  /** Of which rows the cell can be changed; without it, of all. */
  possible?: (row: Row) => boolean;
}

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** In pixels, until somebody drags it; 160 without it. */
  width?: number;
  /** The server's name of the order by this column; a minus in front turns it round. */
  sort?: string;
  align?: 'right';
  /** Not there until somebody chooses it. */
  optional?: boolean;
  /** Always there, and all that a phone shows. */
  essential?: boolean;
  edit?: CellEdit<Row>;
}

/** Which columns somebody sees and how wide. */
export interface ColumnChoice {
  visible: readonly string[];
  widths: Readonly<Record<string, number>>;
  /** Undefined for the columns that are there without a choice. */
  choose: (ids: readonly string[] | undefined) => void;
  resize: (widths: Record<string, number>) => void;
}

export function usePhone(): boolean {
  return useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
}

/** The columns to draw: the essential ones first, then those chosen, in their order; a phone has room for the first alone. */
export function useVisibleColumns<Row>(columns: readonly Column<Row>[], choice: ColumnChoice): readonly Column<Row>[] {
  const phone = usePhone();
  return useMemo(() => {
    const essential = columns.filter((column) => column.essential);
    const chosen = choice.visible.flatMap(
      (id) => columns.find((column) => column.id === id && !column.essential) ?? [],
    );
    return phone ? essential : [...essential, ...chosen];
  }, [columns, choice, phone]);
}

/** The same ids with one of them at another place, counted from 0. */
export function movedTo(order: readonly string[], id: string, place: number): string[] {
  const others = order.filter((other) => other !== id);
  const at = Math.max(0, Math.min(place, others.length));
  return [...others.slice(0, at), id, ...others.slice(at)];
}
