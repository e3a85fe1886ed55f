import { usePhone, type Column, type ColumnChoice } from './columns';

const DEFAULT_WIDTH = 160;
const LEAST_WIDTH = 64;
const MOST_WIDTH = 800;
/** Of the column with the marks of selected rows. */
const MARK_WIDTH = 36;

export interface ColumnModel {
  widthOf: (id: string) => number;
  setWidth: (id: string, pixels: number) => void;
  /** For grid-template-columns; the rest of the line belongs to nobody. */
  template: string;
  width: number;
}

/** How wide columns are: as somebody dragged them, or as they are defined. */
export function useColumnModel<Row>(
  columns: readonly Column<Row>[],
  choice: ColumnChoice,
  marks: boolean,
): ColumnModel {
  const phone = usePhone();
  const defined = new Map(columns.map(({ id, width = DEFAULT_WIDTH }) => [id, width]));
  const widthOf = (id: string) => choice.widths[id] ?? defined.get(id) ?? DEFAULT_WIDTH;
  const widths = [...(marks ? [MARK_WIDTH] : []), ...columns.map(({ id }) => widthOf(id))];
  return {
    widthOf,
    setWidth: (id, pixels) =>
      choice.resize({ ...choice.widths, [id]: Math.round(Math.min(Math.max(LEAST_WIDTH, pixels), MOST_WIDTH)) }),
    template: phone ? phoneTemplate(widths, marks) : `${inPixels(widths)} minmax(0, 1fr)`,
    width: phone ? 0 : widths.reduce((sum, width) => sum + width, 0),
  };
}

const inPixels = (widths: readonly number[]): string => widths.map((width) => `${width}px`).join(' ');

/** The first column takes what the others leave. */
function phoneTemplate(widths: readonly number[], marks: boolean): string {
  const place = marks ? 1 : 0;
  return [inPixels(widths.slice(0, place)), 'minmax(0, 1fr)', inPixels(widths.slice(place + 1))].join(' ').trim();
}
