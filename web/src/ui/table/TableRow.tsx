import { Checkbox } from '@mantine/core';
import { memo, Suspense, type MouseEvent, type ReactNode } from 'react';
import { soon } from '@/lib/soon';
import { t } from './messages';
import { EditField } from './EditField';
import type { Column } from './columns';
import css from './DataTable.module.css';

const ChooseField = soon(async () => (await import('./ChooseField')).ChooseField);

/** The cell that is being changed. */
export interface Editing {
  /** The row as it was when the editing began: what somebody else makes of it meanwhile is not overwritten unseen. */
  base: { id: string };
  column: string;
  text: string;
  /** What the server said to the last attempt. */
  problem?: string;
  /** What somebody else made of the cell meanwhile: one takes it, or overwrites it. */
  theirs?: string;
}

/** Where one goes after a cell was changed: to the row below, or to a neighbour in the row. */
export type Move = 'down' | 'next' | 'previous';

/** What rows do; the same object for all of them and for as long as the table is there. */
export interface RowActions {
  activate: (index: number, column?: string) => void;
  mark: (index: number, id: string, extend: boolean) => void;
  edit: (index: number, column: string) => void;
  editDone: (column: string, text: string, move?: Move) => void;
  editCancelled: () => void;
}

interface Props<Row> {
  index: number;
  row: Row & { id: string };
  columns: readonly Column<Row>[];
  /** Undefined where rows cannot be selected. */
  selected: boolean | undefined;
  /** The column of the active cell, '' where the row is active as a whole. */
  active: string | undefined;
  editing: Editing | undefined;
  actions: RowActions;
  /** Under the first column. */
  secondLine: ReactNode;
}

function Row<R>({ index, row, columns, selected, active, editing, actions, secondLine }: Props<R>) {
  const onCheck = (event: MouseEvent) => {
    event.stopPropagation();
    actions.mark(index, row.id, event.shiftKey);
  };
  return (
    <>
      <div
        role="row"
        id={`row-${row.id}`}
        aria-rowindex={index + 2}
        aria-selected={selected}
        className={css['row']}
        data-active={active !== undefined || undefined}
        data-selected={selected === true ? true : undefined}
        onClick={() => actions.activate(index)}
      >
        {selected !== undefined && (
          <div role="gridcell" className={css['mark']}>
            <Checkbox size="xs" checked={selected} onClick={onCheck} readOnly aria-label={t('select')} tabIndex={-1} />
          </div>
        )}
        {columns.map((column, place) => (
          <div
            key={column.id}
            role="gridcell"
            className={place === 0 ? `${css['cell']} ${css['first']}` : css['cell']}
            data-marked={selected !== undefined || undefined}
            data-align={column.align}
            data-editable={isEditable(column, row) || undefined}
            data-active={active === column.id || undefined}
            onDoubleClick={column.edit && (() => actions.edit(index, column.id))}
          >
            {column.edit !== undefined && editing?.column === column.id && column.edit.choose === undefined ? (
              <EditField edit={column.edit} label={column.header} editing={editing} actions={actions} />
            ) : (
              <div className={css['content']}>
                {column.cell(row)}
                {place === 0 && secondLine}
              </div>
            )}
            {column.edit?.choose !== undefined && editing?.column === column.id && (
              <Suspense>
                <ChooseField field={column.edit.choose} label={column.header} editing={editing} actions={actions} />
              </Suspense>
            )}
          </div>
        ))}
      </div>
    </>
  );
}

export function isEditable<R>({ edit }: Column<R>, row: R): boolean {
  return edit !== undefined && (edit.possible?.(row) ?? true);
}

export const TableRow = memo(Row) as typeof Row;

/** A row that has not arrived yet. */
export function EmptyRow({ index, columns, marks }: { index: number; columns: number; marks: boolean }) {
  return (
    <div role="row" aria-rowindex={index + 2} className={css['row']} aria-busy>
      {marks && <div role="gridcell" className={css['mark']} />}
      {Array.from({ length: columns }, (_, column) => (
        <div key={column} role="gridcell" className={css['cell']}>
          <div className={css['bone']} style={{ width: `${40 + ((index * 7 + column * 13) % 45)}%` }} />
        </div>
      ))}
    </div>
  );
}
