import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Column, ColumnChoice } from '../table/columns';

interface Given<Row> {
  /** Names the list in the browser's memory. */
  list: string;
  columns: readonly Column<Row>[];
  /** Of the address: what somebody changed about the view that is open. */
  fromAddress: string | undefined;
  /** Of the view that is open; undefined without one. */
  fromView: readonly string[] | undefined;
  onChange: (columns: string | undefined) => void;
}

const SEPARATOR = ',';
const NO_WIDTHS: Record<string, number> = {};

/**
 * Which columns a list shows, in their order. Of an open view they stand in the address, so that its link shows them and
 * the view can be saved or reset; of the plain list the browser remembers them. Widths belong to the screen one sits
 * at, so they are the browser's in either case.
 */
export function useColumns<Row>({ list, columns, fromAddress, fromView, onChange }: Given<Row>) {
  const [remembered, remember] = useLocalStorage<string[] | null>({
    key: `brisk-columns-${list}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  const [widths, resize] = useLocalStorage<Record<string, number>>({
    key: `brisk-widths-${list}`,
    defaultValue: NO_WIDTHS,
    getInitialValueInEffect: false,
  });
  const inView = fromView !== undefined;
  const view = fromView?.join(SEPARATOR);

  return useMemo(() => {
    const own = fromAddress ?? (inView ? view : remembered?.join(SEPARATOR)) ?? '';
    const chosen = own.split(SEPARATOR).filter((id) => columns.some((column) => column.id === id));
    const choice: ColumnChoice = {
      visible: chosen.length > 0 ? chosen : columns.filter(({ optional }) => !optional).map(({ id }) => id),
      widths,
      choose: (ids) => {
        if (inView) {
          onChange((ids ?? []).join(SEPARATOR));
        } else {
          remember(ids === undefined ? null : [...ids]);
          onChange(undefined);
        }
      },
      resize,
    };
    // What a view would keep: none stands for the usual ones.
    return { choice, saved: chosen };
  }, [fromAddress, inView, view, remembered, widths, columns, onChange, remember, resize]);
}
