import {
  columnResizingFeature,
  columnSizingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type Header,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { usePhone, type Column, type ColumnChoice } from './columns';

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const NO_ROWS: object[] = [];

const DEFAULT_WIDTH = 160;
const LEAST_WIDTH = 64;
/** Of the column with the marks of selected rows. */
const MARK_WIDTH = 36;

export type ColumnHeader = Header<typeof features, object>;

export interface ColumnModel {
  headers: ColumnHeader[];
  /** For grid-template-columns; the rest of the line belongs to nobody. */
  template: string;
  width: number;
  widen: (id: string, pixels: number) => void;
}

/** Widths of columns, and dragging them. Rows are no part of it: they come by pages, and only those in sight exist. */
export function useColumnModel<Row>(
  columns: readonly Column<Row>[],
  choice: ColumnChoice,
  marks: boolean,
): ColumnModel {
  const definitions = useMemo(
    () =>
      columns.map(({ id, header, width = DEFAULT_WIDTH }): ColumnDef<typeof features, object> => ({
        id,
        header,
        size: width,
        minSize: LEAST_WIDTH,
      })),
    [columns],
  );
  const table = useTable<typeof features, object>({
    features,
    columns: definitions,
    data: NO_ROWS,
    columnResizeMode: 'onChange',
    state: { columnSizing: choice.widths },
    onColumnSizingChange: (update) => choice.resize(typeof update === 'function' ? update(choice.widths) : update),
  });

  const phone = usePhone();
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const widths = [...(marks ? [MARK_WIDTH] : []), ...headers.map((header) => header.getSize())];
  return {
    headers,
    template: phone ? phoneTemplate(widths, marks) : `${inPixels(widths)} minmax(0, 1fr)`,
    width: phone ? 0 : widths.reduce((sum, width) => sum + width, 0),
    widen: (id, pixels) => {
      const before = headers.find((header) => header.column.id === id)?.getSize() ?? DEFAULT_WIDTH;
      choice.resize({ ...choice.widths, [id]: Math.max(LEAST_WIDTH, before + pixels) });
    },
  };
}

const inPixels = (widths: readonly number[]): string => widths.map((width) => `${width}px`).join(' ');

/** The first column takes what the others leave. */
function phoneTemplate(widths: readonly number[], marks: boolean): string {
  const place = marks ? 1 : 0;
  return [inPixels(widths.slice(0, place)), 'minmax(0, 1fr)', inPixels(widths.slice(place + 1))].join(' ').trim();
}
